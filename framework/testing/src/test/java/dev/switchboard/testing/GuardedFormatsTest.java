package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.GuardrailFactory;
import dev.switchboard.spi.guardrail.TextFilter;
import dev.switchboard.spi.guardrail.Verdict;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Guardrails see the whole of a streamed reply, whatever it is written in, and what they change it into is whole as well. */
class GuardedFormatsTest {
    private static final String CONFIG = """
            providers:
              chat: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
              messages: {type: anthropic, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
              gemini: {type: gemini, base-url: "${env:UPSTREAM_URL}beta", api-key: sk-fake-upstream}
              responses: {type: openai, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
            models:
              chat: {targets: [{provider: chat, model: m}]}
              messages: {targets: [{provider: messages, model: m}]}
              gemini: {targets: [{provider: gemini, model: m}]}
              responses: {targets: [{provider: responses, model: codex}]}
            guardrails:
              late: {type: late}
            """;

    private final Queue<ChatResponse> seen = new ConcurrentLinkedQueue<>();
    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    private record LateConfig() {}

    /** Adds a mark to the end of each text. */
    private static final class Marking implements TextFilter {
        private String held = "";

        @Override
        public Verdict<String> next(String piece) {
            String out = held;
            held = piece;
            return new Verdict.Rewrite<>(out, "held back");
        }

        @Override
        public String end() {
            return held + "(end)";
        }
    }

    private record Guard(Stage stage, Queue<ChatResponse> seen)
            implements Plugin, GuardrailFactory<LateConfig>, Guardrail {
        @Override
        public List<GuardrailFactory<?>> guardrails() {
            return List.of(this);
        }

        @Override
        public String type() {
            return "late";
        }

        @Override
        public Class<LateConfig> configType() {
            return LateConfig.class;
        }

        @Override
        public Guardrail create(String name, LateConfig config, PluginContext context) {
            return this;
        }

        @Override
        public Set<Stage> stages() {
            return Set.of(stage);
        }

        @Override
        public TextFilter textFilter(ExchangeContext exchange) {
            return new Marking();
        }

        @Override
        public Verdict<ChatResponse> checkReply(ChatResponse reply, ExchangeContext exchange) {
            seen.add(reply);
            return Verdict.allow();
        }
    }

    private RawReply guarded(Guardrail.Stage stage, CutFormat spoken, CutFormat asked) throws IOException {
        return guarded(stage, spoken.reply(), asked.path(spoken), asked.streamed(spoken));
    }

    private RawReply guarded(Guardrail.Stage stage, ReplyBuilder reply, String path, String request)
            throws IOException {
        gateway = Gateways.builder()
                .upstream(upstream)
                .plugin(new Guard(stage, seen))
                .config(CONFIG)
                .start();
        upstream.enqueue(reply.build());
        return gateway.post(path, request);
    }

    static Stream<Arguments> pairs() {
        return CutFormatsTest.pairs();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatAFilterHoldsBackComesBeforeTheEnd(CutFormat spoken, CutFormat asked) throws IOException {
        RawReply reply = guarded(Guardrail.Stage.TEXT, spoken, asked);
        assertEquals(200, reply.status(), reply::text);
        assertTrue(reply.text().contains("(end)"), reply::text);
        assertTrue(asked.saysItIsWhole(reply.text()), reply::text);
        assertFalse(asked.endsWithFailure(reply.text()), reply::text);
    }

    @ParameterizedTest
    @EnumSource
    void anEndMarkComesOnceAndLast(CutFormat asked) throws IOException {
        RawReply reply = guarded(
                Guardrail.Stage.TEXT,
                Reply.sse().body(CutFormat.CHAT.stream + "data: [DONE]\n\n"),
                asked.path(CutFormat.CHAT),
                asked.streamed(CutFormat.CHAT));
        assertTrue(reply.text().contains("(end)"), reply::text);
        assertTrue(asked.saysItIsWhole(reply.text()), reply::text);
        int mark = reply.text().indexOf("data: [DONE]\n\n");
        assertEquals(asked == CutFormat.CHAT ? reply.text().length() - 14 : -1, mark, reply::text);
    }

    @ParameterizedTest
    @EnumSource
    void aCheckOfTheReplySeesHowItEndedAndLeavesTheBytes(CutFormat format) throws IOException {
        RawReply reply = guarded(Guardrail.Stage.REPLY, format, format);
        assertEquals(StopReason.END_TURN, seen.element().choices().getFirst().stopReason());
        assertTrue(reply.text().startsWith(format.stream), reply::text);
    }
}
