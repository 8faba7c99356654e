package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.provider.LocalModel;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.stream.EventStream;
import dev.switchboard.spi.stream.StreamEvent;

/** What each sample of a local model must show. */
record LocalChecks<Q, R, E extends StreamEvent>(
        LocalSample<Q, R, E> sample, LocalModel<Q, R, E> model, Target target, Expect expect) {

    void executes() {
        assertInstanceOf(sample.operation().responseType(), model.execute(sample.request(), target));
    }

    void streams() {
        ChatAccumulator chat = new ChatAccumulator();
        boolean meaningful = false;
        try (EventStream<E> stream = model.stream(sample.request(), target)) {
            for (E event = stream.next(); event != null; event = stream.next()) {
                assertInstanceOf(sample.operation().eventType(), event);
                meaningful |= event.meaningful();
                if (event instanceof ChatEvent part) {
                    chat.add(part);
                }
            }
            assertTrue(meaningful, "no event with content");
            if (sample.operation().eventType() == ChatEvent.class) {
                assertTrue(chat.complete(), "the canonical stream is not complete");
            }
        }
    }

    void closesAStreamEarlyAndTwice() {
        EventStream<E> stream = model.stream(sample.request(), target);
        stream.next();
        stream.close();
        stream.close();
    }

    void refusesToStream() {
        expect.refusal(
                ErrorKind.UNSUPPORTED,
                () -> model.stream(sample.request(), target).close(),
                "stream of an operation without a stream");
    }
}
