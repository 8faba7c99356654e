package dev.switchboard.provider.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.provider.mock.MockConfig.Counts;
import dev.switchboard.provider.mock.MockConfig.Failure;
import dev.switchboard.provider.mock.MockConfig.Rule;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.LocalModel;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.stream.EventStream;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MockChatTest {
    private static final Target TARGET = Target.of("mock", "small");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z"));

    private final TestingPause pause = new TestingPause();

    @Test
    void echoesTheLastMessageByDefault() {
        ChatResponse reply = model().execute(ask("How are you?"), TARGET);

        assertTrue(text(reply).startsWith("You said: How are you?\n"), text(reply));
        assertEquals(3, reply.usage().of(Bucket.INPUT));
        assertEquals(Words.count(text(reply)), reply.usage().of(Bucket.OUTPUT));
        assertEquals(CLOCK.instant(), reply.created());
        assertEquals("small", reply.model());
    }

    @Test
    void echoesNoMoreThanTheBeginningOfALongMessage() {
        assertTrue(text(model().execute(ask("x".repeat(100_000)), TARGET)).length() < 11_000);
    }

    @Test
    void refusesToSayLessThanNothing() {
        ChatRequest request = ask("hi").toBuilder().maxOutputTokens(-1).build();
        GatewayError error = assertThrows(GatewayException.class, () -> model().execute(request, TARGET))
                .error();
        assertEquals(ErrorKind.INVALID_REQUEST, error.kind());
    }

    @Test
    void streamsTheSameReplyWordByWord() {
        LocalModel<ChatRequest, ChatResponse, ChatEvent> model = model();
        ChatResponse whole = model.execute(ask("Grüße  aus\tKöln 😀"), TARGET);
        ChatAccumulator streamed = new ChatAccumulator();
        int words = 0;
        try (EventStream<ChatEvent> stream = model.stream(ask("Grüße  aus\tKöln 😀"), TARGET)) {
            for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
                streamed.add(event);
                words += event instanceof ChatEvent.BlockDelta ? 1 : 0;
            }
        }

        assertEquals(whole.choices(), streamed.response().choices());
        assertEquals(whole.usage(), streamed.response().usage());
        assertEquals(whole.usage().of(Bucket.OUTPUT), words);
        assertNotEquals(whole.id(), streamed.response().id());
    }

    @Test
    void takesTheFirstRuleThatMatches() {
        LocalModel<ChatRequest, ChatResponse, ChatEvent> model = model(
                new TestingRule().model("large").text("large model").build(),
                new TestingRule()
                        .message("(?i)weather")
                        .text("It rains in {model}; you said {message}")
                        .build(),
                new TestingRule().text("anything else").build());

        assertEquals("It rains in small; you said the Weather?", text(model.execute(ask("the Weather?"), TARGET)));
        assertEquals("anything else", text(model.execute(ask("hi"), TARGET)));
        assertEquals("large model", text(model.execute(ask("hi"), Target.of("mock", "large"))));
        assertEquals("anything else", text(model.execute(ask("hi"), Target.of("mock", "larger"))));
    }

    @Test
    void usesToolsAndThinksAndReportsUsage() {
        ChatResponse reply = model(new TestingRule()
                        .thinking("let me see")
                        .text("Looking")
                        .toolCall("weather", "{\"city\": \"Köln\"}")
                        .usage(new Counts(1, 2, 3, 4))
                        .build())
                .execute(ask("hi"), TARGET);

        assertEquals(StopReason.TOOL_USE, reply.choices().getFirst().stopReason());
        List<Block> content = reply.choices().getFirst().content();
        assertEquals("let me see", ((Block.Thinking) content.get(0)).text());
        assertEquals("{\"city\": \"Köln\"}", ((Block.ToolUse) content.get(2)).input());
        assertEquals(
                Usage.builder()
                        .set(Bucket.INPUT, 1)
                        .set(Bucket.CACHE_READ, 2)
                        .set(Bucket.OUTPUT, 3)
                        .set(Bucket.REASONING, 4)
                        .build(),
                reply.usage());
    }

    @Test
    void keepsToTheLimitsOfTheRequest() {
        Rule rule = new TestingRule().tokens(100).build();
        ChatRequest limited =
                ask("hi").toBuilder().maxOutputTokens(10).choices(2).build();
        ChatRequest stopped =
                ask("hi").toBuilder().stop(List.of("nowhere", " sit")).build();

        ChatResponse reply = model(rule).execute(limited, TARGET);
        assertEquals(2, reply.choices().size());
        assertEquals(StopReason.MAX_TOKENS, reply.choices().getFirst().stopReason());
        assertEquals(20, reply.usage().of(Bucket.OUTPUT));
        reply = model(rule).execute(stopped, TARGET);
        assertEquals("lorem ipsum dolor", text(reply));
        assertEquals(Optional.of(" sit"), reply.choices().getFirst().stopSequence());
    }

    @Test
    void failsBeforeAStreamBeginsSoThatTheStatusIsTrue() {
        Failure failure =
                new Failure(ErrorKind.RATE_LIMIT, Optional.of(430), "slow down", Optional.of(Duration.ofSeconds(7)));
        LocalModel<ChatRequest, ChatResponse, ChatEvent> model = model(
                new TestingRule().error(failure).delay(Duration.ofSeconds(3)).build());

        for (Runnable call :
                List.<Runnable>of(() -> model.execute(ask("hi"), TARGET), () -> model.stream(ask("hi"), TARGET))) {
            GatewayError error = assertThrows(GatewayException.class, call::run).error();
            assertEquals(ErrorKind.RATE_LIMIT, error.kind());
            assertEquals(430, error.status());
            assertEquals(Optional.of(Duration.ofSeconds(7)), error.retryAfter());
            assertTrue(error.fromUpstream());
        }
        assertEquals(Collections.nCopies(2, Duration.ofSeconds(3)), pause.pauses);
    }

    @Test
    void keepsItsPace() {
        LocalModel<ChatRequest, ChatResponse, ChatEvent> model = model(new TestingRule()
                .text("a b c")
                .delay(Duration.ofSeconds(5))
                .tokenInterval(Duration.ofMillis(20))
                .build());

        drain(model.stream(ask("hi"), TARGET), Integer.MAX_VALUE);

        Duration word = Duration.ofMillis(20);
        assertEquals(List.of(Duration.ofSeconds(5), word, word, word), pause.pauses);
    }

    @Test
    void breaksOffAfterSoManyEvents() {
        Rule rule = new TestingRule().text("a b c").cutAfter(3).build();
        EventStream<ChatEvent> stream = model(rule).stream(ask("hi"), TARGET);

        drain(stream, 3);
        assertEquals(
                ErrorKind.UPSTREAM,
                assertThrows(GatewayException.class, stream::next).error().kind());
        assertThrows(GatewayException.class, () -> model(rule).execute(ask("hi"), TARGET));
    }

    @Test
    void goesOnUntilItIsClosed() {
        EventStream<ChatEvent> stream = model(new TestingRule().endless().build()).stream(ask("hi"), TARGET);

        drain(stream, 10_000);
        stream.close();
        assertEquals(
                ErrorKind.CANCELLED,
                assertThrows(GatewayException.class, stream::next).error().kind());
    }

    @Test
    @Timeout(10)
    void wakesWhenItIsClosedOrInterrupted() throws InterruptedException {
        MockReply slow = MockReply.builder()
                .text("a b")
                .tokenInterval(Duration.ofDays(1))
                .build();
        MockProvider provider = new MockProvider((request, target) -> slow, 8, CLOCK, Pause.REAL);
        for (boolean interrupt : new boolean[] {true, false}) {
            EventStream<ChatEvent> stream =
                    provider.abilities().local(Operation.CHAT).orElseThrow().stream(ask("hi"), TARGET);
            AtomicReference<ErrorKind> ended = new AtomicReference<>();
            CountDownLatch begun = new CountDownLatch(1);
            Thread reader = Thread.ofVirtual().start(() -> {
                drain(stream, 2);
                begun.countDown();
                ended.set(assertThrows(GatewayException.class, stream::next)
                        .error()
                        .kind());
            });
            begun.await();
            if (interrupt) {
                reader.interrupt();
            } else {
                stream.close();
            }
            reader.join();
            assertEquals(ErrorKind.CANCELLED, ended.get());
        }
    }

    private LocalModel<ChatRequest, ChatResponse, ChatEvent> model(Rule... rules) {
        MockConfig config = new MockConfig(List.of(rules), Duration.ZERO, Duration.ZERO, 8);
        MockProvider provider = new MockProvider(new ConfiguredScript(config), 8, CLOCK, pause);
        return provider.abilities().local(Operation.CHAT).orElseThrow();
    }

    private static void drain(EventStream<ChatEvent> stream, int most) {
        for (int i = 0; i < most && stream.next() != null; i++) {
            // to its end
        }
    }

    private static ChatRequest ask(String message) {
        return ChatRequest.builder("m", List.of(Message.of(Role.USER, message))).build();
    }

    private static String text(ChatResponse reply) {
        return Message.of(Role.ASSISTANT, reply.choices().getFirst().content()).text();
    }
}
