package dev.switchboard.testkit.http;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** One step of a reply's script. */
sealed interface Step {

    /** Writes an interim reply at once, such as 103. */
    record Interim(int status, List<Header> headers) implements Step {}

    /** Writes the head at once instead of together with the first piece of the body. */
    record Head() implements Step {}

    /**
     * Writes one piece of the body.
     *
     * @param bytes what is written
     * @param announced the size that the framing promises; more than there are bytes when a cut follows
     */
    record Send(byte[] bytes, int announced) implements Step {}

    /** Writes a piece that is made at the moment of writing. */
    record Make(Supplier<byte[]> piece) implements Step {}

    record Pause(Duration duration) implements Step {}

    record Hold(Gate gate) implements Step {}

    record End(Cut how) implements Step {}
}
