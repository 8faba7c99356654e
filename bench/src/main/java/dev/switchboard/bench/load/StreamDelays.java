package dev.switchboard.bench.load;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongConsumer;

/** Reads from the events of a stream how long each was on its way, wherever the network cuts them. */
final class StreamDelays implements MessageParser.Body {
    /** Stands before the time, in microseconds since the epoch, at which an event was written. */
    static final String MARK = "sent_micros:";

    private final LongConsumer delays;
    private final String end;
    private int events;
    private int matched;
    private int matchedEnd;
    private boolean inNumber;
    private long sent;
    private boolean done;

    /**
     * @param delays told of each, in microseconds
     * @param end what stands in the last event
     */
    StreamDelays(LongConsumer delays, String end) {
        this.delays = delays;
        this.end = end;
    }

    @Override
    public void accept(ByteBuffer piece) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        while (piece.hasRemaining()) {
            byte next = piece.get();
            if (inNumber) {
                number(next, now);
            } else {
                matched = next == MARK.charAt(matched) ? matched + 1 : next == MARK.charAt(0) ? 1 : 0;
                inNumber = matched == MARK.length();
                matchedEnd = next == end.charAt(matchedEnd) ? matchedEnd + 1 : next == end.charAt(0) ? 1 : 0;
                if (matchedEnd == end.length()) {
                    done = true;
                    matchedEnd = 0;
                }
            }
        }
    }

    private void number(byte next, long now) {
        if (next >= '0' && next <= '9') {
            sent = sent * 10 + next - '0';
            return;
        }
        delays.accept(Math.max(0, now - sent));
        events++;
        inNumber = false;
        matched = 0;
        sent = 0;
    }

    /** Whether so many events and the closing mark have come. */
    boolean isWhole(int expected) {
        return done && events == expected;
    }
}
