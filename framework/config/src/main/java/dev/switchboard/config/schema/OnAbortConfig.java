package dev.switchboard.config.schema;

import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import java.time.Duration;

/** What becomes of a reply whose caller went away. */
@Description("What becomes of an upstream's reply when its caller goes away.")
public record OnAbortConfig(
        @Description("`cancel` closes the upstream's connection at once: no further token is made, and what was made is"
                + " estimated. `drain` reads the reply on, so that its usage is exact.")
        @Default("cancel")
        Policy policy,

        @Description("How long to read on at most.") @Default("30s")
        Duration maxTime,

        @Description("How much of a streamed reply to read on at most.") @Default("4MB")
        DataSize maxBytes,

        @Description("How many replies are read on at a time; a further one is cancelled, 1 to 100000.") @Default("200")
        int maxDrains) {

    public OnAbortConfig {
        Check.positive("max-time", maxTime);
        Check.range("max-bytes", maxBytes.bytes(), 1, Long.MAX_VALUE);
        Check.range("max-drains", maxDrains, 1, 100_000);
    }

    /** The choice. */
    public enum Policy {
        /** Close the connection. */
        CANCEL,
        /** Read the reply on. */
        DRAIN
    }
}
