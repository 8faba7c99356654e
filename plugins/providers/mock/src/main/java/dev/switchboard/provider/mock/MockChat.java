package dev.switchboard.provider.mock;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.provider.LocalModel;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.stream.EventStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Chats by a script. */
final class MockChat implements LocalModel<ChatRequest, ChatResponse, ChatEvent> {
    private static final Duration FOREVER = Duration.ofDays(3650);

    private final MockScript script;
    private final InstantSource clock;
    private final Pause pause;
    private final AtomicLong replies = new AtomicLong();

    MockChat(MockScript script, InstantSource clock, Pause pause) {
        this.script = script;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public ChatResponse execute(ChatRequest request, Target target) {
        MockReply reply = begin(request, target);
        if (reply.endless()) {
            pause.pause(FOREVER, new CountDownLatch(1));
        }
        if (reply.endless() || reply.cutAfter().isPresent()) {
            throw cut();
        }
        return Plan.of(request, reply).response(nextId(), target.model(), clock.instant());
    }

    @Override
    public EventStream<ChatEvent> stream(ChatRequest request, Target target) {
        MockReply reply = begin(request, target);
        Plan plan = Plan.of(request, reply);
        return new MockStream(plan.events(nextId(), target.model(), clock.instant()), reply, pause);
    }

    private MockReply begin(ChatRequest request, Target target) {
        MockReply reply = script.replyTo(request, target);
        pause.pause(reply.delay(), new CountDownLatch(1));
        reply.error().ifPresent(error -> {
            throw error.asException();
        });
        return reply;
    }

    static GatewayException cut() {
        return GatewayException.of(ErrorKind.UPSTREAM, "the mock provider broke the reply off, as its script says");
    }

    private String nextId() {
        return "chatcmpl-mock-" + replies.incrementAndGet();
    }
}
