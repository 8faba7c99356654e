package dev.switchboard.testkit.doubles;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.upstream.Outbound;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/**
 * A context for a plugin's tests: a clock that stands still, and an outbound that fails unless it is given.
 *
 * @param clock the clock
 * @param dataDirectory the directory
 * @param handover what instances with this context leave for each other
 * @param outbound the way to other hosts
 */
public record TestingContext(
        InstantSource clock, Path dataDirectory, ConcurrentMap<String, Object> handover, Outbound outbound)
        implements PluginContext {
    /** The time of the clock that stands still. */
    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    /**
     * A context whose clock stands at {@link #NOW} and whose outbound refuses every request.
     *
     * @param dataDirectory an existing directory, best JUnit's temporary one
     */
    public static TestingContext in(Path dataDirectory) {
        return new TestingContext(
                InstantSource.fixed(NOW), dataDirectory, new ConcurrentHashMap<>(), TestingContext::refuse);
    }

    /** The same with another clock. */
    public TestingContext withClock(InstantSource clock) {
        return new TestingContext(clock, dataDirectory, handover, outbound);
    }

    /** The same with another way to other hosts. */
    public TestingContext withOutbound(Outbound outbound) {
        return new TestingContext(clock, dataDirectory, handover, outbound);
    }

    @Override
    public Logger logger() {
        return System.getLogger("plugin-under-test");
    }

    /** Starts a virtual thread for each task. */
    @Override
    public Executor executor() {
        return task -> Thread.ofVirtual().name("plugin-under-test").start(task);
    }

    private static UpstreamReply refuse(UpstreamRequest request, Duration timeout) {
        throw new AssertionError(request + " sent (expected: none, or a context withOutbound)");
    }
}
