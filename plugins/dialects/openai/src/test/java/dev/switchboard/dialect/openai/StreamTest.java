package dev.switchboard.dialect.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StreamTest {
    private static final ChatEvent STARTED =
            new ChatEvent.Started("chatcmpl-1", "m-1", Instant.ofEpochSecond(7), Extras.NONE);
    private static final String HEAD =
            "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":7,\"model\":\"m-1\",\"choices\":[";

    @Test
    void assemblesToTheWholeReply() {
        for (int seed = 0; seed < 1_000; seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            List<ChatEvent> events = TestingStream.of(random);
            boolean usageRequested = random.nextBoolean();

            TestingClient client = play(new ChatStreamEncoder(usageRequested, false, new Changes()), events);

            JsonNode whole = whole(events);
            assertTrue(client.done(), "seed " + seed);
            assertEquals(whole.get("choices").size(), client.choices().size(), "seed " + seed);
            for (JsonNode choice : whole.get("choices")) {
                TestingClient.Choice streamed =
                        client.choices().get(choice.get("index").intValue());
                assertEquals(normal(choice.get("message")), normal(streamed.message), "seed " + seed);
                assertEquals(choice.get("finish_reason").asString(), streamed.finishReason, "seed " + seed);
            }
            boolean reported = events.getLast() instanceof ChatEvent.UsageReported;
            assertEquals(usageRequested && reported, !client.usage().isNull(), "seed " + seed);
            if (!client.usage().isNull()) {
                assertEquals(whole.get("usage"), client.usage(), "seed " + seed);
            }
        }
    }

    /** A stream says nothing where a whole reply says null or an empty text. */
    private static ObjectNode normal(JsonNode message) {
        ObjectNode normal = (ObjectNode) message.deepCopy();
        for (String name : List.of("content", "refusal", "reasoning_content")) {
            if (normal.path(name).isNull() || normal.path(name).asString("x").isEmpty()) {
                normal.remove(name);
            }
        }
        return normal;
    }

    private static JsonNode whole(List<ChatEvent> events) {
        ChatAccumulator accumulator = new ChatAccumulator();
        events.forEach(accumulator::add);
        ChatResponse response = accumulator.response();
        return JsonMapper.shared()
                .readTree(new ChatResponseWriter(false, new Changes())
                        .write(response)
                        .text()
                        .text());
    }

    private static TestingClient play(StreamEncoder<ChatEvent> encoder, List<ChatEvent> events) {
        TestingClient client = new TestingClient();
        events.forEach(event -> client.receive(encoder.encode(event)));
        client.receive(encoder.end());
        return client;
    }

    private static String text(StreamEncoder<ChatEvent> encoder, ChatEvent... events) {
        return List.of(events).stream()
                .map(event -> encoder.encode(event).utf8())
                .collect(Collectors.joining());
    }

    @Test
    void writesTheBytesThatOpenAiWrites() {
        String stream = text(
                new ChatStreamEncoder(true, false, new Changes()),
                STARTED,
                new ChatEvent.BlockStarted(0, 0, new Block.Text("")),
                new ChatEvent.BlockDelta(0, 0, new Delta.Text("Hi 😀")),
                new ChatEvent.BlockStopped(0, 0),
                new ChatEvent.Stopped(0, StopReason.END_TURN, Optional.empty()));

        assertEquals(
                HEAD + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,"
                        + "\"finish_reason\":null}]}\n\n"
                        + HEAD + "{\"index\":0,\"delta\":{\"content\":\"Hi 😀\"},\"logprobs\":null,"
                        + "\"finish_reason\":null}]}\n\n"
                        + HEAD + "{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}\n\n",
                stream);
    }

    @Test
    void reportsUsageOnlyToThoseWhoAsked() {
        Usage usage = Usage.builder()
                .set(Bucket.INPUT, 5)
                .set(Bucket.CACHE_READ, 3)
                .set(Bucket.INPUT_AUDIO, 2)
                .set(Bucket.OUTPUT, 7)
                .set(Bucket.REASONING, 4)
                .build();
        ChatStreamEncoder asked = new ChatStreamEncoder(true, false, new Changes());
        ChatStreamEncoder silent = new ChatStreamEncoder(false, false, new Changes());
        text(asked, STARTED, new ChatEvent.UsageReported(usage));
        text(silent, STARTED, new ChatEvent.UsageReported(usage));

        assertEquals(
                HEAD + "],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":11,\"total_tokens\":21,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":3,\"audio_tokens\":2},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":4,\"audio_tokens\":0}}}\n\n"
                        + "data: [DONE]\n\n",
                asked.end().utf8());
        assertEquals("data: [DONE]\n\n", silent.end().utf8());
    }

    @Test
    void endsAFailedStreamWithAnErrorAndNothingElse() {
        GatewayError error = GatewayError.builder(ErrorKind.OVERLOADED, "busy\nnow")
                .fromUpstream()
                .type("overloaded_error")
                .build();

        String expected = "data: {\"error\":{\"message\":\"busy\\nnow\",\"type\":\"overloaded_error\",\"param\":null,"
                + "\"code\":null}}\n\n";
        assertEquals(
                expected,
                new ChatStreamEncoder(true, false, new Changes()).error(error).utf8());
        assertEquals(expected, text(new ChatStreamEncoder(true, false, new Changes()), new ChatEvent.Failed(error)));
        assertEquals(
                expected,
                new CompletionStreamEncoder(true, new Changes()).error(error).utf8());
    }

    @Test
    void fillsSilenceWithAComment() {
        assertEquals(
                ": keep-alive\n\n",
                new ChatStreamEncoder(true, false, new Changes()).keepAlive().utf8());
        assertEquals(
                "text/event-stream; charset=utf-8",
                new ChatStreamEncoder(true, false, new Changes())
                        .headers()
                        .first("content-type")
                        .orElseThrow());
    }

    @Test
    void passesOnWhatHasNoCanonicalForm() {
        JsonText logprobs = new JsonText("{\"id\":\"x\",\n \"choices\":[{\"index\":0,\"delta\":{},\"logprobs\":{}}]}");
        JsonText citation = new JsonText("{\"note\":[{\"url\":\"u\"}],\"role\":\"assistant\"}");

        String stream = text(
                new ChatStreamEncoder(true, false, new Changes()),
                STARTED,
                new ChatEvent.Foreign("openai", logprobs),
                new ChatEvent.BlockStarted(0, 0, new Block.Text("a")),
                new ChatEvent.BlockDelta(0, 0, new Delta.Foreign("openai", citation)),
                new ChatEvent.BlockDelta(0, 0, new Delta.Foreign("anthropic", citation)),
                new ChatEvent.Foreign("anthropic", logprobs));

        List<String> chunks = List.of(stream.split("\n\n"));
        assertEquals(3, chunks.size(), stream);
        assertEquals("data: " + logprobs.text().replace('\n', ' '), chunks.getFirst());
        assertTrue(chunks.getLast().contains("\"delta\":{\"note\":[{\"url\":\"u\"}]}"), stream);
    }

    @Test
    void speaksOfFunctionsToThoseWhoKnowNoTools() {
        Block use = new Block.ToolUse("c", "f", "", Block.ToolUse.Kind.FUNCTION, Annotations.NONE);
        String stream = text(
                new ChatStreamEncoder(true, true, new Changes()),
                STARTED,
                new ChatEvent.BlockStarted(0, 0, use),
                new ChatEvent.BlockDelta(0, 0, new Delta.Input("{}")),
                new ChatEvent.BlockStarted(0, 1, use),
                new ChatEvent.Stopped(0, StopReason.TOOL_USE, Optional.empty()));

        assertTrue(stream.contains("\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}"), stream);
        assertTrue(stream.contains("\"function_call\":{\"arguments\":\"{}\"}"), stream);
        assertTrue(stream.contains("\"finish_reason\":\"function_call\""), stream);
        assertFalse(stream.contains("tool_calls"), stream);
        assertEquals(3, stream.split("\n\n").length, stream);
    }

    @Test
    void streamsACompletionAsText() {
        String stream = text(
                new CompletionStreamEncoder(false, new Changes()),
                new ChatEvent.Started("", "m-1", Instant.ofEpochSecond(7), Extras.NONE),
                new ChatEvent.BlockStarted(0, 0, new Block.Thinking("hm", Optional.empty(), Annotations.NONE)),
                new ChatEvent.BlockStarted(0, 1, new Block.Text("")),
                new ChatEvent.BlockDelta(0, 1, new Delta.Text("once")),
                new ChatEvent.Stopped(0, StopReason.MAX_TOKENS, Optional.empty()));

        assertEquals("""
                data: {"id":"cmpl-#","object":"text_completion","created":7,"model":"m-1","choices":[{"text":"once","index":0,"logprobs":null,"finish_reason":null}]}

                data: {"id":"cmpl-#","object":"text_completion","created":7,"model":"m-1","choices":[{"text":"","index":0,"logprobs":null,"finish_reason":"length"}]}

                """, stream.replaceAll("cmpl-[0-9a-f]{32}", "cmpl-#"));
    }
}
