package dev.switchboard.testkit.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One entry of the {@link MockUpstream}'s ledger: a request exactly as it came, and what became of its reply. */
public final class ReceivedRequest {
    private final long connectionId;
    private final String method;
    private final String target;
    private final List<Header> headers;
    private final byte[] body;
    private final long arrivedAt = System.nanoTime();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    ReceivedRequest(long connectionId, String method, String target, List<Header> headers, byte[] body) {
        this.connectionId = connectionId;
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    /** Number of the connection it came on, counted from 1 in order of acceptance. */
    public long connectionId() {
        return connectionId;
    }

    public String method() {
        return method;
    }

    /** Path and query as they stood in the request line. */
    public String target() {
        return target;
    }

    /** The part of the target before the question mark, not decoded. */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The part of the target after the question mark, not decoded; absent without a question mark. */
    public Optional<String> query() {
        int mark = target.indexOf('?');
        return mark < 0 ? Optional.empty() : Optional.of(target.substring(mark + 1));
    }

    /** All headers in their order and case. */
    public List<Header> headers() {
        return headers;
    }

    /** The first header of that name, the case of the name ignored. */
    public Optional<String> header(String name) {
        return Header.first(headers, name);
    }

    /** A copy of the body without its framing; empty when there was none. */
    public byte[] body() {
        return body.clone();
    }

    /** The body decoded as UTF-8. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** What became of the reply; absent while its script is running. */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome.getNow(null));
    }

    /**
     * Blocks until the reply has ended one way or another.
     *
     * @throws AssertionError when that does not happen within ten seconds
     */
    public Outcome awaitOutcome() {
        try {
            return outcome.get(Progress.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the end of the reply to " + this, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the reply to " + this + " has not ended within " + Progress.PATIENCE, e);
        }
    }

    @Override
    public String toString() {
        return method + " " + target + " on connection " + connectionId;
    }

    void end(Outcome.End end, long bytesWritten) {
        outcome.complete(new Outcome(end, bytesWritten, Duration.ofNanos(System.nanoTime() - arrivedAt)));
    }
}
