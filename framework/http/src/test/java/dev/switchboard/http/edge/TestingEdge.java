package dev.switchboard.http.edge;

import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.CallerHandler;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A running edge with limits fit for tests; its errors are JSON with status and message. */
final class TestingEdge implements AutoCloseable {
    static final EdgeLimits LIMITS = new EdgeLimits(
            4096, 2000, 100, Duration.ofSeconds(5), Duration.ofSeconds(5), 10_000, Duration.ofSeconds(10));

    private final EdgeResources resources = new EdgeResources();
    private final EdgeServer server;

    private TestingEdge(EdgeOptions options, CallerHandler handler) throws IOException {
        server = new EdgeServer(options, resources, handler, TestingEdge::error);
        server.start();
    }

    static TestingEdge start(CallerHandler handler) throws IOException {
        return start(options -> options, handler);
    }

    static TestingEdge start(EdgeLimits limits, CallerHandler handler) throws IOException {
        return start(options -> options.withLimits(limits), handler);
    }

    static TestingEdge start(UnaryOperator<EdgeOptions> change, CallerHandler handler) throws IOException {
        return new TestingEdge(
                change.apply(EdgeOptions.plain("test", "127.0.0.1", 0).withLimits(LIMITS)), handler);
    }

    static EdgeLimits timeouts(Duration header, Duration body, Duration idle) {
        return new EdgeLimits(4096, 2000, 100, header, body, 10_000_000, idle);
    }

    private static HttpReply error(Optional<HttpRequest> request, int status, String message) {
        return HttpReply.json(status, "{\"status\":" + status + ",\"message\":\"" + message.replace('"', '\'') + "\"}");
    }

    /** Memory for one exchange, as much as it likes. */
    static BodyMemory.Share memory() {
        return new BodyMemory().share(Long.MAX_VALUE);
    }

    int port() {
        return server.port();
    }

    EdgeServer server() {
        return server;
    }

    RawClient connect() throws IOException {
        return new RawClient(port());
    }

    @Override
    public void close() {
        server.close();
        resources.close();
    }
}
