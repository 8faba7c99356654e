package dev.switchboard.config.schema;

import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import java.time.Duration;
import java.util.Optional;

/** Bounds of the caller's listener. */
@Description("Bounds on what one caller, and all together, can ask for.")
public record Limits(
        @Description("Largest request body; a larger one is answered 413.") @Default("32MB")
        DataSize maxBody,

        @Description(
                "Bytes of requests and replies under way, all together, 1MB to the size of the heap; what does not fit is"
                        + " answered 503. Two fifths of the heap unless set.")
        Optional<DataSize> bodyMemory,

        @Description("Largest request line and headers together, 1KB to 1MB.") @Default("16KB")
        DataSize maxHeader,

        @Description("Open connections; a further one is answered 503 and closed, with TLS closed.") @Default("10000")
        int maxConnections,

        @Description("Requests in flight; a further one is answered 503 at once.") @Default("4000")
        int maxRequests,

        @Description("Time to send the headers, and then the body; for that a second more for each KB.") @Default("10s")
        Duration headerTimeout,

        @Description("Time that a connection may lie unused.") @Default("5m")
        Duration idleTimeout,

        @Description("Time for a whole exchange, reply included.") @Default("10m")
        Duration requestTimeout,

        @Description("Time for running requests to end when the gateway stops.") @Default("30s")
        Duration drainTimeout) {

    public Limits {
        Check.range("max-body", maxBody.bytes(), 1, Integer.MAX_VALUE);
        bodyMemory.ifPresent(size -> Check.range(
                "body-memory", size.bytes(), 1 << 20, Runtime.getRuntime().maxMemory()));
        Check.range("max-header", maxHeader.bytes(), 1 << 10, 1 << 20);
        Check.range("max-connections", maxConnections, 1, 1_000_000);
        Check.range("max-requests", maxRequests, 1, 1_000_000);
        Check.positive("header-timeout", headerTimeout);
        Check.positive("idle-timeout", idleTimeout);
        Check.positive("request-timeout", requestTimeout);
    }
}
