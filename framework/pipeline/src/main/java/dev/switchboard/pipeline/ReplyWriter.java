package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.HeaderRules;
import dev.switchboard.pipeline.port.CallerConnection;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamReply;
import java.time.Duration;
import java.util.function.Consumer;

/** Writes whole replies and errors, with the fields the gateway adds to each. */
final class ReplyWriter {
    private final CallerConnection connection;
    private final ReplyRecorder recorder;
    private final Consumer<Headers.Builder> gatewayHeaders;
    private final Runnable beforeEnd;
    private int status;
    private Headers headers = Headers.none();

    /**
     * A writer for one exchange.
     *
     * @param gatewayHeaders adds the gateway's own fields
     * @param beforeEnd      run before the last bytes of a whole reply leave
     */
    ReplyWriter(
            CallerConnection connection,
            ReplyRecorder recorder,
            Consumer<Headers.Builder> gatewayHeaders,
            Runnable beforeEnd) {
        this.beforeEnd = beforeEnd;
        this.connection = connection;
        this.recorder = recorder;
        this.gatewayHeaders = gatewayHeaders;
    }

    /** The status that was sent, or 0. */
    int status() {
        return status;
    }

    /** The header fields that were sent, without those the gateway adds to each reply. */
    Headers headers() {
        return headers;
    }

    /** Whether something was sent. */
    boolean started() {
        return status != 0;
    }

    /** Passes an upstream's reply on as it is. */
    void relay(UpstreamReply reply) {
        send(new HttpReply(reply.status(), HeaderRules.toCaller(reply.headers()), reply.body()));
    }

    /** Passes an upstream's error reply on as it is. */
    void relayError(UpstreamReply reply) {
        Headers headers = HeaderRules.toCaller(reply.headers()).toBuilder()
                .set("x-switchboard-error", "upstream")
                .build();
        send(new HttpReply(reply.status(), headers, reply.body()));
    }

    /** Sends a whole reply. */
    void send(HttpReply reply) {
        status = reply.status();
        headers = reply.headers();
        HttpReply whole = new HttpReply(reply.status(), withGatewayHeaders(headers), reply.body());
        connection.reply(whole, beforeEnd);
        recorder.add(reply.body());
    }

    /** Sends a reply that was kept. */
    void replay(CachedReply cached, boolean asStream) {
        if (!asStream) {
            send(new HttpReply(
                    cached.status(),
                    cached.headers(),
                    Bytes.concat(cached.parts().toArray(Bytes[]::new))));
            return;
        }
        CallerConnection.ReplyStream out = stream(cached.status(), cached.headers());
        beforeEnd.run();
        for (Bytes part : cached.parts()) {
            recorder.add(part);
            out.write(part, false);
        }
        out.end();
    }

    private Headers withGatewayHeaders(Headers base) {
        Headers.Builder builder = base.toBuilder();
        gatewayHeaders.accept(builder);
        return builder.build();
    }

    /** Sends a whole reply that was translated. @param upstream the header fields of the reply it was made of */
    void send(HttpReply reply, Headers upstream) {
        Headers all = reply.headers().toBuilder()
                .addAll(HeaderRules.aboutTheCall(upstream))
                .build();
        send(new HttpReply(reply.status(), all, reply.body()));
    }

    /**
     * Sends an error.
     *
     * @param reply    the error in the words of the caller's operation
     * @param upstream what the upstream said about the call in header fields
     */
    void sendError(HttpReply reply, GatewayError error, Headers upstream) {
        send(withErrorHeaders(reply, error, upstream));
    }

    private static HttpReply withErrorHeaders(HttpReply reply, GatewayError error, Headers upstream) {
        Headers.Builder headers = reply.headers().toBuilder().addAll(upstream);
        error.retryAfter()
                .filter(ignored -> error.kind() != ErrorKind.QUOTA)
                .ifPresent(wait -> headers.setIfAbsent("retry-after", seconds(wait)));
        headers.setIfAbsent("x-switchboard-error", error.fromUpstream() ? "upstream" : "gateway");
        return new HttpReply(reply.status(), headers.build(), reply.body());
    }

    /** Whole seconds, rounded up: the form that every client understands. */
    static String seconds(Duration wait) {
        return Long.toString(wait.plusMillis(999).toSeconds());
    }

    /** Starts a streamed reply. */
    CallerConnection.ReplyStream stream(int streamStatus, Headers base) {
        status = streamStatus;
        headers = base;
        return connection.stream(streamStatus, withGatewayHeaders(base));
    }
}
