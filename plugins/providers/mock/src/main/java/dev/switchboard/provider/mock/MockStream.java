package dev.switchboard.provider.mock;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.stream.EventStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plays the events of a reply at its pace. */
final class MockStream implements EventStream<ChatEvent> {
    private final List<ChatEvent> events;
    private final MockReply reply;
    private final Pause pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final int loopStart;
    private int position;
    private long delivered;

    MockStream(List<ChatEvent> events, MockReply reply, Pause pause) {
        this.events = events;
        this.reply = reply;
        this.pause = pause;
        this.loopStart = firstDelta();
    }

    @Override
    public @Nullable ChatEvent next() {
        if (reply.cutAfter().isPresent() && delivered >= reply.cutAfter().getAsInt()) {
            throw MockChat.cut();
        }
        if (reply.endless() && position > loopStart && !(events.get(position) instanceof ChatEvent.BlockDelta)) {
            position = loopStart;
        }
        if (position == events.size()) {
            return null;
        }
        ChatEvent event = events.get(position);
        boolean word = event instanceof ChatEvent.BlockDelta;
        if (pause.pause(word ? reply.tokenInterval() : Duration.ZERO, closed)) {
            throw GatewayException.of(ErrorKind.CANCELLED, "the stream was closed");
        }
        position++;
        delivered++;
        return event;
    }

    /** Where an endless stream returns to; the end of the list if there is nothing to repeat. */
    private int firstDelta() {
        return IntStream.range(0, events.size())
                .filter(i -> events.get(i) instanceof ChatEvent.BlockDelta)
                .findFirst()
                .orElse(events.size());
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
