package dev.switchboard.dialect.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.dialect.openai.responses.ResponsesEndpoint;
import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.grammar.ResponsesGrammar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A streamed response obeys the format's grammar, says what was meant, and is what the whole reply would be. */
class ResponsesStreamTest {
    private static final ResponsesEndpoint ENDPOINT = new ResponsesEndpoint();
    private static final ChatEvent STARTED =
            new ChatEvent.Started("chatcmpl-1", "m", Instant.ofEpochSecond(7), Extras.NONE);

    private static Call<ChatRequest> call(String body) {
        return ENDPOINT.read(TestingRequest.to("/v1/responses"), Bytes.utf8(body));
    }

    private static Call<ChatRequest> call() {
        return call("{\"model\":\"m\",\"input\":\"hi\",\"stream\":true}");
    }

    private static String encode(List<ChatEvent> events, Call<ChatRequest> call) {
        StreamEncoder<ChatEvent> encoder = ENDPOINT.encoder(call);
        StringBuilder out = new StringBuilder();
        events.forEach(event -> out.append(encoder.encode(event).utf8()));
        return out.append(encoder.end().utf8()).toString();
    }

    private static JsonNode checked(List<ChatEvent> events, Call<ChatRequest> call) {
        return ResponsesGrammar.check(Bytes.utf8(encode(events, call)));
    }

    /** The events of a reply with one choice. */
    private static List<ChatEvent> reply(StopReason reason, Block... blocks) {
        List<ChatEvent> events = new ArrayList<>(List.of(STARTED));
        for (int i = 0; i < blocks.length; i++) {
            events.add(new ChatEvent.BlockStarted(0, i, blocks[i]));
            events.add(new ChatEvent.BlockStopped(0, i));
        }
        events.add(new ChatEvent.Stopped(0, reason, Optional.empty()));
        return events;
    }

    private static JsonNode output(Block... blocks) {
        return checked(reply(StopReason.END_TURN, blocks), call()).path("output");
    }

    @Test
    void anyLegalStreamBecomesALegalOneThatSaysTheSame() {
        Random random = new Random(20261121);
        for (int i = 0; i < 3_000; i++) {
            List<ChatEvent> events = TestingStream.of(random);
            ChatAccumulator meant = new ChatAccumulator();
            events.forEach(meant::add);
            ChatResponse response = meant.response();
            String stream = encode(events, call());
            ResponsesGrammar.check(Bytes.utf8(stream));
            JsonValue streamed = last(stream);
            assertEquals(said(response.choices().getFirst().content()), said(back(streamed)));
            JsonValue whole = JsonValue.parse(ENDPOINT.write(response, call()).body());
            assertEquals(said(response.choices().getFirst().content()), said(back(whole)));
            assertEquals(whole.get("status"), streamed.get("status"));
            assertEquals(whole.get("usage"), streamed.get("usage"));
        }
    }

    /** The response as the last event says it. */
    private static JsonValue last(String stream) {
        String data = stream.substring(stream.lastIndexOf("\ndata: ") + "\ndata: ".length());
        return JsonValue.parse(Bytes.utf8(data)).get("response");
    }

    /** What the caller would send back as the next turn's input. */
    private static List<Block> back(JsonValue response) {
        String body = "{\"model\":\"m\",\"input\":" + response.get("output").text() + "}";
        return call(body).request().messages().stream()
                .flatMap(message -> message.content().stream())
                .toList();
    }

    /** What matters of blocks; texts of one kind may come in more or fewer blocks. */
    private static List<String> said(List<Block> blocks) {
        List<String> said = new ArrayList<>();
        said.add(blocks.stream()
                .filter(Block.Text.class::isInstance)
                .map(block -> ((Block.Text) block).text())
                .collect(Collectors.joining()));
        for (Block block : blocks) {
            switch (block) {
                case Block.Refusal refusal -> said.add("refusal " + refusal.text());
                case Block.Thinking thinking
                when thinking.signature().isPresent() ->
                    said.add("thinking " + thinking.text()
                            + thinking.signature().get().textIn(""));
                case Block.Thinking thinking when !thinking.text().isEmpty() -> said.add("thinking " + thinking.text());
                case Block.RedactedThinking redacted ->
                    said.add("redacted " + redacted.data().textIn(""));
                case Block.ToolUse use ->
                    said.add(use.kind()
                            + use.id()
                            + use.name()
                            + (use.input().isEmpty() && use.kind() == Block.ToolUse.Kind.FUNCTION
                                    ? "{}"
                                    : use.input()));
                default -> {
                    // texts are above
                }
            }
        }
        return said;
    }

    @Test
    void textsInARowAreOneMessage() {
        JsonNode output = output(new Block.Text("a"), new Block.Text("b"), tool("{}"), new Block.Text("c"));
        assertEquals(3, output.size());
        assertEquals(2, output.get(0).path("content").size());
        assertEquals("function_call", output.get(1).path("type").asString());
        assertEquals("msg_chatcmpl-1_2", output.get(2).path("id").asString());
    }

    private static Block tool(String input) {
        return new Block.ToolUse("call_1", "f", input, Block.ToolUse.Kind.FUNCTION, Annotations.NONE);
    }

    @Test
    void namespacesAndCustomToolsHaveTheirOwnNamesAgain() {
        Call<ChatRequest> call = call("""
                {"model":"m","input":"hi","tools":[
                {"type":"namespace","name":"mcp__shop","description":"d","tools":[{"type":"function","name":"buy"}]},
                {"type":"custom","name":"apply_patch"},{"type":"function","name":"mcp__x__y"}]}""");
        Block namespaced =
                new Block.ToolUse("c1", "mcp__shop__buy", "{}", Block.ToolUse.Kind.FUNCTION, Annotations.NONE);
        Block plain = new Block.ToolUse("c2", "mcp__x__y", "{}", Block.ToolUse.Kind.FUNCTION, Annotations.NONE);
        Block custom = new Block.ToolUse("c3", "apply_patch", "*** Begin", Block.ToolUse.Kind.CUSTOM, Annotations.NONE);
        JsonNode output = checked(reply(StopReason.TOOL_USE, namespaced, plain, custom), call)
                .path("output");
        assertEquals("buy", output.get(0).path("name").asString());
        assertEquals("mcp__shop", output.get(0).path("namespace").asString());
        assertEquals("mcp__x__y", output.get(1).path("name").asString());
        assertFalse(output.get(1).has("namespace"));
        assertEquals("custom_tool_call", output.get(2).path("type").asString());
        assertEquals("*** Begin", output.get(2).path("input").asString());
    }

    @Test
    void signaturesOfOtherMakersComeBackWithTheirMaker() {
        Block signedTool = new Block.ToolUse(
                "call_1", "f", "{}", Block.ToolUse.Kind.FUNCTION, Annotations.signed(new Signature("gemini", "g1")));
        Block signedText = new Block.Text("hello", Annotations.signed(new Signature("gemini", "g2")));
        Block thinking = new Block.Thinking("", Optional.of(new Signature("anthropic", "a1")), Annotations.NONE);
        Block own = new Block.RedactedThinking(new Signature("openai", "o1"), Annotations.NONE);
        JsonValue response = last(encode(reply(StopReason.TOOL_USE, thinking, own, signedText, signedTool), call()));
        List<JsonValue> output = response.get("output").elements();
        assertEquals("anthropic:a1", output.get(0).string("encrypted_content").orElseThrow());
        assertEquals("o1", output.get(1).string("encrypted_content").orElseThrow());
        List<Block> back = back(response);
        assertEquals(
                said(List.of(thinking, own, signedText)).subList(0, 3),
                said(back).subList(0, 3));
        assertEquals(
                new Signature("gemini", "g2"),
                back.get(2).annotations().signature().orElseThrow());
        assertEquals(
                new Signature("gemini", "g1"),
                back.get(3).annotations().signature().orElseThrow());
        assertEquals("call_1", ((Block.ToolUse) back.get(3)).id());
    }

    @Test
    void endsSayWhyTheyCame() {
        assertEquals("max_output_tokens", reasonOf(StopReason.MAX_TOKENS, new Block.Text("a")));
        assertEquals("content_filter", reasonOf(StopReason.CONTENT_FILTER, new Block.Text("a")));
        assertEquals("content_filter", reasonOf(StopReason.REFUSAL));
        assertEquals("", reasonOf(StopReason.REFUSAL, new Block.Refusal("no", Annotations.NONE)));
        assertEquals("", reasonOf(StopReason.STOP_SEQUENCE, new Block.Text("a")));
    }

    private static String reasonOf(StopReason reason, Block... blocks) {
        return checked(reply(reason, blocks), call())
                .path("incomplete_details")
                .path("reason")
                .asString("");
    }

    @Test
    void sourcesAndProbabilitiesStandWithTheirText() {
        TokenProbability token = new TokenProbability(
                "Hi",
                -0.5,
                Optional.of(Bytes.utf8("Hi")),
                List.of(new TokenProbability("Ho", -1.5, Optional.empty(), List.of())));
        Citation citation = new Citation(
                Optional.of("https://example.com"),
                Optional.of("Example"),
                Optional.empty(),
                OptionalInt.of(0),
                OptionalInt.of(2),
                Optional.empty());
        Citation nowhere = new Citation(
                Optional.empty(),
                Optional.of("a page"),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty());
        Call<ChatRequest> call = call();
        JsonNode part = checked(
                        List.of(
                                STARTED,
                                new ChatEvent.BlockStarted(0, 0, new Block.Text("")),
                                new ChatEvent.ProbabilitiesReported(0, List.of(token)),
                                new ChatEvent.BlockDelta(0, 0, new Delta.Text("Hi")),
                                new ChatEvent.BlockDelta(0, 0, new Delta.Cited(citation)),
                                new ChatEvent.BlockDelta(0, 0, new Delta.Cited(nowhere)),
                                new ChatEvent.BlockStopped(0, 0),
                                new ChatEvent.Stopped(0, StopReason.END_TURN, Optional.empty())),
                        call)
                .path("output")
                .get(0)
                .path("content")
                .get(0);
        assertEquals(
                "https://example.com",
                part.path("annotations").get(0).path("url").asString());
        assertEquals(1, part.path("annotations").size());
        assertEquals(-0.5, part.path("logprobs").get(0).path("logprob").asDouble());
        assertEquals(
                "Ho",
                part.path("logprobs")
                        .get(0)
                        .path("top_logprobs")
                        .get(0)
                        .path("token")
                        .asString());
        assertEquals(
                List.of("a citation of the reply was left out: the format openai.responses cites addresses only"),
                call.changes().list());
    }

    @Test
    void whatHasNoPlaceIsTold() {
        Call<ChatRequest> call = call();
        Block audio = new Block.Audio(new Media.Inline("audio/wav", "AAAA"), Optional.empty(), Annotations.NONE);
        Block image = new Block.Image(new Media.Inline("image/png", "AAAA"), Optional.empty(), Annotations.NONE);
        JsonNode output =
                checked(reply(StopReason.END_TURN, audio, image), call).path("output");
        assertEquals("image_generation_call", output.get(0).path("type").asString());
        assertEquals("AAAA", output.get(0).path("result").asString());
        assertEquals(1, call.changes().list().size());
    }

    @Test
    void theResponseRepeatsTheRequest() {
        JsonNode response = checked(
                reply(StopReason.END_TURN, new Block.Text("a")),
                call("{\"model\":\"m\",\"input\":\"hi\",\"tools\":[{\n\"type\":\"function\",\"name\":\"f\"}],"
                        + "\"temperature\":0.5,\"instructions\":\"Be brief\",\"metadata\":null}"));
        assertEquals("resp_chatcmpl-1", response.path("id").asString());
        assertEquals("f", response.path("tools").get(0).path("name").asString());
        assertEquals("Be brief", response.path("instructions").asString());
        assertEquals(0.5, response.path("temperature").asDouble());
        assertTrue(response.path("metadata").isObject());
        assertFalse(response.path("store").asBoolean());
        assertTrue(response.path("usage").isNull());
    }

    @Test
    void usageIsThatOfTheLastReport() {
        List<ChatEvent> events = new ArrayList<>(reply(StopReason.END_TURN, new Block.Text("a")));
        events.add(new ChatEvent.UsageReported(Usage.builder()
                .set(Bucket.INPUT, 5)
                .set(Bucket.CACHE_READ, 4)
                .set(Bucket.OUTPUT, 2)
                .set(Bucket.REASONING, 1)
                .build()));
        JsonNode usage = checked(events, call()).path("usage");
        assertEquals(9, usage.path("input_tokens").asInt());
        assertEquals(4, usage.path("input_tokens_details").path("cached_tokens").asInt());
        assertEquals(
                1, usage.path("output_tokens_details").path("reasoning_tokens").asInt());
        assertEquals(12, usage.path("total_tokens").asInt());
    }

    @Test
    void aFailureIsTheLastEventWhereverItComes() {
        GatewayError busy = GatewayError.builder(ErrorKind.RATE_LIMIT, "slow down")
                .retryAfter(Duration.ofMillis(1500))
                .build();
        List<ChatEvent> events = List.of(
                STARTED,
                new ChatEvent.BlockStarted(0, 0, new Block.Text("a")),
                new ChatEvent.BlockStarted(0, 1, tool("{")));
        for (int i = 1; i <= events.size(); i++) {
            StreamEncoder<ChatEvent> encoder = ENDPOINT.encoder(call());
            StringBuilder out = new StringBuilder();
            events.subList(0, i)
                    .forEach(event -> out.append(encoder.encode(event).utf8()));
            JsonNode failed = ResponsesGrammar.check(
                    Bytes.utf8(out.append(encoder.error(busy).utf8()).toString()));
            assertEquals(
                    "rate_limit_exceeded", failed.path("error").path("code").asString());
            assertEquals(
                    "slow down Please try again in 1.5s.",
                    failed.path("error").path("message").asString());
        }
    }

    /** What went before may be another's: comments, or a stream that was relayed and broke. */
    @Test
    void aFailureOfWhichNothingWasEncodedIsOneEvent() {
        String event = ENDPOINT.encoder(call())
                .error(GatewayError.of(ErrorKind.UPSTREAM, "cut"))
                .utf8();
        assertTrue(event.startsWith("event: response.failed\ndata: {\"type\":\"response.failed\""), event);
        assertEquals(event.length() - 2, event.indexOf("\n\n"), event);
        assertEquals("server_error", last(event).get("error").string("code").orElseThrow());
    }

    @Test
    void aFailureAfterRelayedEventsGoesOnWithTheirNumbers() {
        StreamEncoder<ChatEvent> encoder = ENDPOINT.encoder(call());
        for (int i = 0; i < 7; i++) {
            encoder.relayed();
        }
        String event = encoder.error(GatewayError.of(ErrorKind.UPSTREAM, "cut")).utf8();
        assertTrue(event.contains("\"sequence_number\":7,"), event);
    }

    @Test
    void foreignItemsOfThisFormatStayAsTheyAre() {
        JsonText search = new JsonText("{\"id\":\"ws_1\",\"type\":\"web_search_call\",\n\"status\":\"completed\"}");
        JsonNode output = output(new Block.Foreign("openai.responses", search, Annotations.NONE), new Block.Text("a"));
        assertEquals(JsonMapper.shared().readTree(search.text()), output.get(0));
    }

    @Test
    void theFillerIsAComment() {
        assertEquals(": keep-alive\n\n", ENDPOINT.encoder(call()).keepAlive().utf8());
    }

    @Test
    void anEmptyReplyIsComplete() {
        JsonNode response = checked(reply(StopReason.END_TURN), call());
        assertEquals("completed", response.path("status").asString());
        assertEquals(Message.of(Role.USER, "hi"), call().request().messages().getFirst());
    }
}
