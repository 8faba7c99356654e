package dev.switchboard.provider.cohere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.Quirks;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChatTranslatorTest {
    private static final ChatRequest NOTHING =
            ChatRequest.builder("public", List.of()).build();

    private final ChatTranslator translator = new ChatTranslator(
            new Connection(URI.create("https://api.cohere.com"), Headers.none(), Quirks.UNKNOWN),
            InstantSource.fixed(Instant.EPOCH));

    private UpstreamRequest encode(ChatRequest.Builder request) {
        return translator.encode(request.build(), Target.of("cohere", "up"));
    }

    private static ChatRequest.Builder chat(Message... messages) {
        return ChatRequest.builder("public", List.of(messages));
    }

    private static Message says(Role role, Block... blocks) {
        return Message.of(role, List.of(blocks));
    }

    private static Tool function(String name) {
        return new Tool.Function(name, Optional.empty(), Optional.empty(), Optional.empty(), Annotations.NONE);
    }

    @Test
    void writesAConversationWithTools() {
        UpstreamRequest sent = encode(chat(
                says(Role.DEVELOPER, new Block.Text("Be brief")),
                says(
                        Role.USER,
                        new Block.Text("What is this?"),
                        new Block.Image(new Media.Inline("image/png", "AQ=="), Optional.of("low"), Annotations.NONE)),
                says(
                        Role.ASSISTANT,
                        new Block.Thinking("hm", Optional.empty(), Annotations.NONE),
                        new Block.Text("I will look."),
                        new Block.ToolUse("t-1", "look", "", Block.ToolUse.Kind.FUNCTION, Annotations.NONE)),
                says(
                        Role.TOOL,
                        new Block.ToolResult("t-1", List.of(new Block.Text("a cat")), false, Annotations.NONE))));

        assertEquals(
                "{\"model\":\"up\",\"stream\":false,\"messages\":["
                        + "{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"Be brief\"}]},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What is this?\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AQ==\",\"detail\":\"low\"}}]},"
                        + "{\"role\":\"assistant\",\"tool_plan\":\"I will look.\",\"content\":[{\"type\":\"thinking\","
                        + "\"thinking\":\"hm\"}],\"tool_calls\":[{\"id\":\"t-1\",\"type\":\"function\",\"function\":{"
                        + "\"name\":\"look\",\"arguments\":\"{}\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"t-1\",\"content\":[{\"type\":\"text\",\"text\":\"a cat\"}]}]}",
                sent.body().utf8());
        assertEquals(List.of(), sent.changes());
    }

    @Test
    void saysParametersInCoheresWords() {
        UpstreamRequest sent = encode(chat(Message.of(Role.USER, "Hi"))
                .topP(0.9)
                .topK(5)
                .stop(List.of("END"))
                .responseFormat(new ResponseFormat.JsonSchema(
                        Optional.of("n"), Optional.empty(), new JsonText("{\"type\":\"object\"}"), Optional.empty()))
                .reasoning(new Reasoning(
                        Optional.empty(), Optional.of("medium"), OptionalLong.empty(), Optional.empty())));

        String body = sent.body().utf8();
        assertEquals(
                ",\"p\":0.9,\"k\":5,\"stop_sequences\":[\"END\"],\"response_format\":{\"type\":\"json_object\","
                        + "\"json_schema\":{\"type\":\"object\"}},\"thinking\":{\"type\":\"enabled\",\"token_budget\":8192}}",
                body.substring(body.indexOf(",\"p\"")));
    }

    @Test
    void aDemandedToolIsTheOnlyOne() {
        UpstreamRequest sent = encode(chat(Message.of(Role.USER, "Hi"))
                .tools(List.of(function("a"), function("b")))
                .toolChoice(new ToolChoice.Named("b")));

        String body = sent.body().utf8();
        assertEquals(
                ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"b\",\"parameters\":{\"type\":\"object\","
                        + "\"properties\":{}}}}],\"tool_choice\":\"REQUIRED\"}",
                body.substring(body.indexOf(",\"tools\"")));
        assertEquals(
                List.of("tool_choice was changed: only the named tool is offered, and some tool is demanded"),
                sent.changes());
    }

    @Test
    void documentsGoBesideTheMessages() {
        Block document = new Block.Document(
                new Media.Inline("text/plain", "SGk="), Optional.of("greeting.txt"), Annotations.NONE);
        UpstreamRequest sent = encode(chat(says(Role.USER, document, new Block.Text("Sum up"))));

        String body = sent.body().utf8();
        assertEquals(
                ",\"documents\":[{\"data\":{\"text\":\"Hi\",\"title\":\"greeting.txt\"}}]}",
                body.substring(body.indexOf(",\"documents\"")));
    }

    @Test
    void membersOfCoheresOwnPassAndOthersAreTold() {
        UpstreamRequest sent = encode(chat(Message.of(Role.USER, "Hi"))
                .user("ada")
                .extras(Extras.of(
                        Wire.OPENAI_CHAT,
                        Map.of(
                                "safety_mode", new JsonText("\"OFF\""),
                                "logit_bias", new JsonText("{}")))));

        assertEquals(true, sent.body().utf8().endsWith(",\"safety_mode\":\"OFF\"}"));
        assertEquals(
                List.of(
                        "user was left out: the chosen provider has no such parameter",
                        "logit_bias was left out: only the format openai.chat has it, not the chosen provider"),
                sent.changes());
    }

    @Test
    void reasoningThatOthersSignedStaysBehind() {
        UpstreamRequest sent = encode(chat(says(
                Role.ASSISTANT,
                new Block.Thinking("hm", Optional.of(new Signature("anthropic", "sig")), Annotations.NONE),
                new Block.Text("Hi"))));

        assertEquals(
                "{\"model\":\"up\",\"stream\":false,\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"text\","
                        + "\"text\":\"Hi\"}]}]}",
                sent.body().utf8());
        assertEquals(List.of("messages was left out: reasoning that another provider signed"), sent.changes());
    }

    @Test
    void refusesWhatCohereCannotRead() {
        Block pdf = new Block.Document(new Media.Inline("application/pdf", "AQ=="), Optional.empty(), Annotations.NONE);
        GatewayException refused = assertThrows(GatewayException.class, () -> encode(chat(says(Role.USER, pdf))));

        assertEquals(ErrorKind.UNSUPPORTED, refused.error().kind());
    }

    private static ChatEvent decoded(StreamDecoder<ChatEvent> decoder, String data) {
        return decoder.decode(UpstreamEvent.sse(data)).getFirst();
    }

    @Test
    void partsThatOverlapAndCitationsFindTheirBlock() {
        StreamDecoder<ChatEvent> decoder = translator.decoder(NOTHING);
        ChatAccumulator whole = new ChatAccumulator();
        for (String data : List.of(
                "{\"type\":\"message-start\",\"id\":\"c\",\"delta\":{\"message\":{\"role\":\"assistant\"}}}",
                "{\"type\":\"content-start\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"type\":\"thinking\","
                        + "\"thinking\":\"\"}}}}",
                "{\"type\":\"content-delta\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"thinking\":\"hm\"}}}}",
                "{\"type\":\"content-start\",\"index\":1,\"delta\":{\"message\":{\"content\":{\"type\":\"text\","
                        + "\"text\":\"\"}}}}",
                "{\"type\":\"content-end\",\"index\":0}",
                "{\"type\":\"content-delta\",\"index\":1,\"delta\":{\"message\":{\"content\":{\"text\":\"Hi Ada\"}}}}",
                "{\"type\":\"citation-start\",\"index\":0,\"delta\":{\"message\":{\"citations\":{\"start\":3,\"end\":6,"
                        + "\"text\":\"Ada\",\"content_index\":1,\"sources\":[{\"type\":\"document\",\"id\":\"d\","
                        + "\"document\":{\"title\":\"T\"}}]}}}}",
                "{\"type\":\"citation-end\",\"index\":0}",
                "{\"type\":\"content-end\",\"index\":1}",
                "{\"type\":\"citation-start\",\"index\":1,\"delta\":{\"message\":{\"citations\":{\"start\":0,\"end\":2,"
                        + "\"text\":\"Hi\",\"content_index\":1,\"sources\":[]}}}}",
                "{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"MAX_TOKENS\",\"usage\":{}}}")) {
            decoder.decode(UpstreamEvent.sse(data)).forEach(whole::add);
        }
        decoder.end().forEach(whole::add);

        var choice = whole.response().choices().getFirst();
        assertEquals(StopReason.MAX_TOKENS, choice.stopReason());
        assertEquals(
                new Block.Thinking("hm", Optional.empty(), Annotations.NONE),
                choice.content().getFirst());
        Block.Text text = (Block.Text) choice.content().getLast();
        assertEquals("Hi Ada", text.text());
        assertEquals(Optional.of("T"), text.citations().getFirst().title());
        assertEquals(2, text.citations().size(), "one came after its text had ended");
    }

    @Test
    void toolsInParallelAreBlocksEach() {
        StreamDecoder<ChatEvent> decoder = translator.decoder(NOTHING);
        ChatAccumulator whole = new ChatAccumulator();
        for (String data : List.of(
                "{\"type\":\"message-start\",\"id\":\"c\",\"delta\":{\"message\":{\"role\":\"assistant\"}}}",
                toolStart(0, "a"),
                toolStart(1, "b"),
                toolInput(1, "{\\\"n\\\":2}"),
                toolInput(0, "{\\\"n\\\":1}"),
                "{\"type\":\"tool-call-end\",\"index\":0}",
                "{\"type\":\"tool-call-end\",\"index\":1}",
                "{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"TOOL_CALL\",\"usage\":{}}}")) {
            decoder.decode(UpstreamEvent.sse(data)).forEach(whole::add);
        }
        decoder.end().forEach(whole::add);

        assertEquals(
                List.of("a {\"n\":1}", "b {\"n\":2}"),
                whole.response().choices().getFirst().content().stream()
                        .map(Block.ToolUse.class::cast)
                        .map(use -> use.name() + " " + use.input())
                        .toList());
    }

    private static String toolStart(int index, String name) {
        return "{\"type\":\"tool-call-start\",\"index\":" + index
                + ",\"delta\":{\"message\":{\"tool_calls\":{\"id\":\"t-"
                + index + "\",\"type\":\"function\",\"function\":{\"name\":\"" + name + "\",\"arguments\":\"\"}}}}}";
    }

    private static String toolInput(int index, String fragment) {
        return "{\"type\":\"tool-call-delta\",\"index\":" + index
                + ",\"delta\":{\"message\":{\"tool_calls\":{\"function\":{\"arguments\":\""
                + fragment + "\"}}}}}";
    }

    @Test
    void anEndWithAnErrorHasFailed() {
        ChatEvent event = decoded(
                translator.decoder(NOTHING),
                "{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"ERROR\",\"error\":\"no capacity\"}}");

        assertEquals("no capacity", event.failure().orElseThrow().message());
    }

    private static UpstreamReply reply(String members) {
        return new UpstreamReply(
                200,
                Headers.none(),
                Bytes.utf8(
                        "{\"id\":\"1\",\"message\":{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]},"
                                + members + "}"));
    }

    @Test
    void aWholeReplyThatEndsWithAnErrorIsNone() {
        GatewayException error =
                assertThrows(GatewayException.class, () -> translator.decode(reply("\"finish_reason\":\"ERROR\"")));
        GatewayException late =
                assertThrows(GatewayException.class, () -> translator.decode(reply("\"finish_reason\":\"TIMEOUT\"")));

        assertEquals(ErrorKind.UPSTREAM, error.error().kind());
        assertEquals(ErrorKind.UPSTREAM_TIMEOUT, late.error().kind());
    }

    @Test
    void logProbabilitiesAreThoseOfThePiecesOfText() {
        UpstreamRequest sent = encode(chat(Message.of(Role.USER, "Hi")).logProbabilities(2));
        String piece = "{\"text\":\"é\",\"token_ids\":[1,2],\"logprobs\":[-0.5,-0.25]}";
        StreamDecoder<ChatEvent> decoder = translator.decoder(NOTHING);
        decoder.decode(UpstreamEvent.sse("{\"type\":\"message-start\",\"id\":\"1\"}"));
        ChatEvent streamed = decoder.decode(UpstreamEvent.sse(
                        "{\"type\":\"content-delta\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"text\":\"é\"}}},"
                                + "\"logprobs\":" + piece + "}"))
                .getLast();

        assertEquals(true, sent.body().utf8().endsWith(",\"logprobs\":true}"));
        assertEquals(
                List.of("top_logprobs was left out: Cohere tells those of the chosen tokens only"), sent.changes());
        List<TokenProbability> expected = List.of(new TokenProbability("é", -0.75, Optional.empty(), List.of()));
        assertEquals(
                expected,
                translator
                        .decode(reply("\"finish_reason\":\"COMPLETE\",\"logprobs\":[" + piece + "]"))
                        .choices()
                        .getFirst()
                        .probabilities());
        assertEquals(new ChatEvent.ProbabilitiesReported(0, expected), streamed);
    }
}
