package dev.switchboard.wire.openai.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.Observation.Kind;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import dev.switchboard.wire.openai.TestingWire;
import dev.switchboard.wire.openai.reply.UsageReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyObserverTest {
    /** The recordings in which the server failed after it had begun. */
    private static final Set<String> FAILED = Set.of(
            "groq/011-chat-tool-use-failed-error-streaming-with-text", "openrouter/014-chat-openrouter-stream-error");

    private final ReplyObserver observer = new ReplyObserver(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"},\"finish_reason\":null}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null},\"finish_reason\":null}]}",
                "{\"choices\" : [ { \"delta\" : { \"content\" : null , \"tool_calls\" : [ ] , \"reasoning\" : \"\" } } ] }",
                "{\"choices\":[],\"prompt_filter_results\":[{\"content\":\"x\",\"error\":{\"code\":1}}]}",
                "{\"choices\":[{\"delta\":{},\"logprobs\":{\"content\":[],\"refusal\":null}}]}",
                "{\"choices\":[{\"delta\":{}}],\"note\":\"\\\"content\\\":\\\"x\\\"\",\"error\":null,\"usage\":null}",
                "{}",
                "not json",
                "{\"choices\":[{\"delta\":{\"content",
            })
    void takesThisAsBesideTheContent(String chunk) {
        assertEquals(Observation.OTHER, observe(chunk));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}",
                "{ \"choices\" :\n[ { \"delta\" :\t{ \"content\" :  \" \" } } ] }",
                "{\"choices\":[{\"delta\":{\"reasoning_content\":\"a\"}}]}",
                "{\"choices\":[{\"delta\":{\"reasoning\":\"a\"}}]}",
                "{\"choices\":[{\"delta\":{\"refusal\":\"a\"}}]}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\"}}]}}]}",
                "{\"choices\":[{\"delta\":{\"audio\":{\"data\":\"AA\"}}}]}",
                "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"thinking\"}]}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{}},{\"index\":1,\"delta\":{\"content\":\"b\"}}]}",
                "{\"choices\":[{\"text\":\"a\",\"index\":0,\"logprobs\":null,\"finish_reason\":null}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"\\\"error\\\":{\"}}],\"error\":null}",
            })
    void takesThisAsContent(String chunk) {
        assertEquals(Observation.CONTENT, observe(chunk));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("{'choices':[{'delta':{'content':'a'}}]}", "a"),
                arguments(
                        "{'choices':[{'delta':{'role':'assistant','content':'\\u00e4\\n\\\"'},'finish_reason':null}]}",
                        "\u00e4\n\""),
                arguments("{'choices':[{'delta':{'content':'','reasoning':'why'}}]}", "why"),
                arguments("{'choices':[{'delta':{'content':'a','reasoning':'why'}}]}", "awhy"),
                arguments("{'choices':[{'delta':{'content':'a'}},{'delta':{'content':'b'}}]}", "ab"),
                arguments("{'choices':[{'delta':{'content':'a'},'logprobs':{'content':[{'token':'a'}]}}]}", "a"),
                arguments("{'choices':[{'delta':{'tool_calls':[{'function':{'name':'f','arguments':'{}'}}]}}]}", "f{}"),
                arguments("{'choices':[{'text':'a','index':0}]}", "a"),
                arguments("{'choices':[{'delta':{'content':[{'type':'text','text':'a'}]}}]}", ""),
                arguments("{'choices':[{'delta':{'content':'a}", ""));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void readsTheTextOfAChunk(String chunk, String text) {
        UpstreamEvent event = UpstreamEvent.sse(chunk.replace('\'', '"'));
        observer.observe(event);
        assertEquals(text, observer.outputText(event));
    }

    @Test
    void tellsUsageThatOnlyTheGatewayAskedFor() {
        String usage = "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}";
        assertEquals(Kind.USAGE_ONLY, observe(usage).kind());
        assertEquals(5, observe(usage).usage().orElseThrow().totalTokens());
        Observation asked = new ReplyObserver(false).observe(UpstreamEvent.sse(usage));
        assertEquals(Kind.OTHER, asked.kind());
        assertEquals(5, asked.usage().orElseThrow().totalTokens());
    }

    @Test
    void keepsUsageThatComesWithAChoice() {
        String last = "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"total_tokens\":5}}";
        assertEquals(Kind.OTHER, observe(last).kind());
        String content = "{\"usage\":{\"total_tokens\":6},\"choices\":[{\"delta\":{\"content\":\"x\"}}]}";
        assertEquals(Kind.CONTENT, observe(content).kind());
        assertEquals(6, observe(content).usage().orElseThrow().totalTokens());
    }

    @Test
    void readsUsageOfAVendorsEnvelope() {
        String groq = "{\"choices\":[{\"delta\":{}}],\"x_groq\":{\"id\":\"r\",\"usage\":{\"total_tokens\":7}}}";
        assertEquals(7, observe(groq).usage().orElseThrow().totalTokens());
    }

    @Test
    void noticesErrors() {
        Observation failure = observe("{\"error\" : {\"message\":\"busy\",\"code\":429}}");
        assertEquals(Kind.FAILURE, failure.kind());
        assertEquals(ErrorKind.RATE_LIMIT, failure.error().orElseThrow().kind());
        assertEquals("busy", failure.error().orElseThrow().message());
        UpstreamEvent named = new UpstreamEvent(Bytes.empty(), "error", Bytes.utf8("{\"message\":\"gone\"}"), Map.of());
        assertEquals("gone", observer.observe(named).error().orElseThrow().message());
        assertFalse(observer.complete());
    }

    @Test
    void isCompleteWhenEachChoiceThatBeganHasFinished() {
        observe("{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"b\"}}]}");
        observe("{\"choices\":[{\"finish_reason\" : \"stop\",\"delta\":{},\"index\" : 0}]}");
        assertFalse(observer.complete());
        observe(
                "{\"choices\":[{\"index\":1,\"delta\":{\"tool_calls\":[{\"index\":0}]},\"finish_reason\":\"length\"}]}");
        assertTrue(observer.complete());
    }

    @Test
    void isCompleteAtTheEndMark() {
        assertFalse(observer.complete());
        assertEquals(Observation.END, observe("[DONE]"));
        assertTrue(observer.complete());
    }

    @Test
    void ignoresComments() {
        UpstreamEvent comment = new UpstreamEvent(Bytes.utf8(": ping\n\n"), "", Bytes.empty(), Map.of());
        assertEquals(Observation.OTHER, observer.observe(comment));
    }

    @TestFactory
    Stream<DynamicTest> understandsEveryRecordedStream() {
        return Recordings.locate()
                .tests(recording -> TestingWire.isChat(recording) && TestingWire.isStream(recording), this::check);
    }

    /** Complete is exactly what has ended or finished all its choices, at each point of the stream. */
    private void check(Recording recording) {
        ReplyObserver watched = new ReplyObserver(false);
        boolean content = false;
        Set<Long> open = new TreeSet<>();
        Set<Long> finished = new TreeSet<>();
        boolean ended = false;
        boolean begun = false;
        for (UpstreamEvent event : TestingWire.events(recording)) {
            Observation seen = watched.observe(event);
            JsonValue chunk = JsonValue.read(event.data()).orElse(JsonValue.MISSING);
            content |= seen.kind() == Kind.CONTENT;
            ended |= event.data().utf8().equals("[DONE]");
            for (JsonValue choice : chunk.get("choices").elements()) {
                begun = true;
                open.add(choice.integer("index").orElse(0));
            }
            finished.addAll(finished(chunk));
            open.removeAll(finished);
            assertEquals(UsageReader.read(chunk.get("usage")).or(() -> groq(chunk)), seen.usage());
            boolean failed = FAILED.contains(recording.id());
            assertEquals(!failed && (ended || begun && open.isEmpty()), watched.complete() && !failed);
        }
        assertTrue(content, "no content");
        assertEquals(!FAILED.contains(recording.id()), watched.complete());
    }

    private static Set<Long> finished(JsonValue chunk) {
        return chunk.get("choices").elements().stream()
                .filter(choice -> choice.filled("finish_reason").isPresent())
                .map(choice -> choice.integer("index").orElse(0))
                .collect(Collectors.toSet());
    }

    private static Optional<Usage> groq(JsonValue chunk) {
        return UsageReader.read(chunk.get("x_groq").get("usage"));
    }

    @TestFactory
    Stream<DynamicTest> readsUsageOfEveryRecordedReply() {
        return Recordings.locate()
                .tests(
                        recording -> (TestingWire.isChat(recording) || TestingWire.isEmbedding(recording))
                                && recording.response().status() == 200
                                && !recording.response().stream(),
                        recording -> {
                            JsonValue body = JsonValue.read(
                                            TestingWire.reply(recording).body())
                                    .orElseThrow();
                            Optional<Usage> usage = observer.usage(TestingWire.reply(recording));
                            assertEquals(
                                    body.get("usage").integer("total_tokens").orElse(0),
                                    usage.map(Usage::totalTokens).orElse(0L));
                        });
    }

    private Observation observe(String chunk) {
        return observer.observe(UpstreamEvent.sse(chunk));
    }
}
