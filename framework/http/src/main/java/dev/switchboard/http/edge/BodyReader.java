package dev.switchboard.http.edge;

import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** Reads the body of one request: bounded in size, in total time and by a least rate. Used by the request's thread. */
final class BodyReader {
    /** What is cheaper to read and drop than a new connection. */
    private static final long WORTH_DRAINING = 64 * 1024;
    /** How much of a refused body is read so that the caller reads our reply before it sees a broken connection. */
    private static final long MOST_DISCARDED = 16 * 1024 * 1024;

    private static final long DISCARD_NANOS = 2_000_000_000L;

    private final Request request;
    private final Response response;
    private final CallerLink link;
    private final EdgeLimits limits;
    private final long declared;
    private boolean awaitsContinue;
    private boolean finished;
    private boolean broken;

    BodyReader(Request request, Response response, CallerLink link, EdgeLimits limits) {
        this.request = request;
        this.response = response;
        this.link = link;
        this.limits = limits;
        this.declared = request.getLength();
        this.finished = !hasBody(request, declared);
        this.awaitsContinue = request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
    }

    private static boolean hasBody(Request request, long declared) {
        return declared > 0
                || declared < 0
                        && (request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
                                || request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2);
    }

    /** See {@link dev.switchboard.pipeline.port.CallerConnection#readBody}. */
    Bytes read(long limit, BodyMemory.Share memory) {
        refuseEncoded();
        if (declared > limit) {
            throw tooLarge(limit);
        }
        if (finished) {
            return Bytes.empty();
        }
        BodyBuffer buffer = new BodyBuffer(declared, memory);
        LargeReads reads = LargeReads.on(buffer.isLarge() ? http1() : null, memory);
        try {
            askForBody();
            readInto(buffer, limit);
        } finally {
            reads.end();
            link.readNoMore();
        }
        return buffer.toBytes();
    }

    private void readInto(BodyBuffer buffer, long limit) {
        long start = System.nanoTime();
        Content.Chunk held = null;
        try {
            while (!finished) {
                Content.Chunk chunk = next(deadline(start, buffer.length()));
                release(held);
                held = chunk;
                if (chunk.remaining() > limit - buffer.length()) {
                    throw tooLarge(limit);
                }
                buffer.append(chunk.getByteBuffer());
                finished = chunk.isLast();
            }
        } finally {
            // Held until now: Jetty then reads into a buffer of the size asked for, not into the one it holds already.
            release(held);
        }
    }

    private static void release(Content.@Nullable Chunk chunk) {
        if (chunk != null) {
            chunk.release();
        }
    }

    private long deadline(long start, long received) {
        long earned = received * 1_000L / limits.bodyRate();
        return start + (limits.bodyTimeout().toMillis() + earned) * 1_000_000L;
    }

    private Content.Chunk next(long deadline) {
        link.readUntil(deadline);
        Content.Chunk chunk = request.read();
        while (chunk == null) {
            Completion demand = new Completion();
            request.demand(demand);
            if (!demand.awaitUntil(deadline)) {
                broken = true;
                throw tooSlow();
            }
            chunk = request.read();
        }
        if (Content.Chunk.isFailure(chunk)) {
            broken = true;
            throw failure(chunk.getFailure());
        }
        return chunk;
    }

    private GatewayException failure(Throwable cause) {
        if (link.timedOut() || cause instanceof TimeoutException) {
            return tooSlow();
        }
        if (cause instanceof IOException && endPoint().isInputShutdown()) {
            return GatewayException.of(ErrorKind.CANCELLED, "The caller went away while it sent the body.");
        }
        // Jetty calls broken chunks an early end, too.
        return GatewayException.of(
                ErrorKind.INVALID_REQUEST, "The body's framing is broken (expected: what its header announces).");
    }

    private static GatewayException tooSlow() {
        return GatewayException.of(ErrorKind.REQUEST_TIMEOUT, "The request's body did not arrive in time.");
    }

    private static GatewayException tooLarge(long limit) {
        return GatewayException.of(
                ErrorKind.TOO_LARGE, "The request's body is too large (expected: at most " + limit + " bytes).");
    }

    private void refuseEncoded() {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw GatewayError.builder(
                            ErrorKind.INVALID_REQUEST,
                            "content-encoding: \"" + encoding + "\" (expected: none; send the body uncompressed)")
                    .status(415)
                    .build()
                    .asException();
        }
    }

    private void askForBody() {
        if (awaitsContinue) {
            awaitsContinue = false;
            Completion sent = new Completion();
            response.writeInterim(100, HttpFields.EMPTY).whenComplete((done, failure) -> sent.succeeded());
            sent.await();
        }
    }

    private EndPoint endPoint() {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    private @Nullable EdgeConnection http1() {
        return request.getConnectionMetaData().getConnection() instanceof EdgeConnection connection ? connection : null;
    }

    /** Whether the connection can serve another request once the reply is sent. */
    boolean leavesConnectionUsable() {
        return finished || !broken && !awaitsContinue && declared >= 0 && declared <= WORTH_DRAINING;
    }

    /**
     * Reads and drops what is left of the body, within bounds. After the reply: a connection that closes on unread bytes is
     * reset, and the caller may never see why it was refused.
     */
    void discard() {
        if (!finished && !broken && !awaitsContinue) {
            readAndDrop();
        }
        if (!finished) {
            link.giveUpReading();
        }
    }

    private void readAndDrop() {
        long deadline = System.nanoTime() + DISCARD_NANOS;
        try {
            for (long total = 0; !finished && total <= MOST_DISCARDED; ) {
                Content.Chunk chunk = next(deadline);
                total += chunk.remaining();
                finished = chunk.isLast();
                chunk.release();
            }
        } catch (GatewayException e) {
            broken = true;
        } finally {
            link.readNoMore();
        }
    }
}
