package dev.switchboard.pipeline.attempt;

import dev.switchboard.pipeline.instance.Timeouts;
import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The calls over HTTP that the attempts of one exchange make, up to the head of a reply that is no error. */
final class UpstreamCalls {
    /** What the fields of an event and comments begin with (WHATWG HTML, 9.2.6); no JSON but {@code true} and the like has letters there. */
    private static final String FIRST_OF_EVENTS = "deir:";

    private static final String JSON = "application/json";

    private static final long MAX_ERROR_BODY = 1 << 20;

    private final UpstreamTransport transport;
    private final BodyMemory.Share memory;
    private final boolean streamed;
    private final AttemptRunner.Conditions conditions;

    /** @param streamed whether the caller wants a stream */
    UpstreamCalls(
            UpstreamTransport transport,
            BodyMemory.Share memory,
            boolean streamed,
            AttemptRunner.Conditions conditions) {
        this.transport = transport;
        this.memory = memory;
        this.streamed = streamed;
        this.conditions = conditions;
    }

    /**
     * Sends and waits for the head of the reply.
     *
     * @param readError    what a reply of 400 or more says
     * @param errorRelayed whether the caller may have such a reply as it came
     * @throws AttemptFailedException if it is one
     */
    UpstreamTransport.Exchange send(
            Attempt attempt,
            UpstreamRequest plain,
            Function<UpstreamReply, GatewayError> readError,
            boolean errorRelayed) {
        Timeouts timeouts = attempt.routed().timeouts();
        UpstreamTransport.Exchange upstream = begin(attempt, plain);
        attempt.cancelWith(upstream::cancel);
        attempt.sent();
        awaitHead(upstream, timeouts);
        if (upstream.status() < 200 || upstream.status() > 599) {
            throw GatewayException.of(
                    ErrorKind.UPSTREAM,
                    "the upstream answered with status " + upstream.status() + " (expected: 200 to 599)");
        }
        attempt.answered(upstream.status(), requestId(upstream.headers()));
        if (upstream.status() >= 400) {
            Duration patience = remaining(timeouts.idle());
            UpstreamReply reply = attempt.redaction()
                    .of(new UpstreamReply(
                            upstream.status(), upstream.headers(), upstream.readAll(MAX_ERROR_BODY, patience)));
            GatewayError error = attempt.own(() -> readError.apply(reply));
            if (errorRelayed) {
                throw attempt.failure(error, Optional.of(reply));
            }
            attempt.failed(error);
            attempt.cancel();
            throw new AttemptFailedException(error, reply.headers());
        }
        if (upstream.status() >= 300) {
            upstream.cancel();
            throw GatewayException.of(
                    ErrorKind.UPSTREAM,
                    "the upstream answered with a redirect (" + upstream.status()
                            + "), which is not followed; correct the provider's base URL");
        }
        return upstream;
    }

    /** Sends, with what the operator and the provider add; does not wait for the reply. */
    UpstreamTransport.Exchange begin(Attempt attempt, UpstreamRequest plain) {
        RoutedTarget routed = attempt.routed();
        Headers extra = routed.headers();
        UpstreamRequest edited = extra.size() == 0
                ? plain
                : plain.withHeaders(plain.headers().toBuilder().addAll(extra).build());
        Provider provider = routed.provider().component();
        UpstreamRequest authorized = attempt.door().callPatiently(() -> provider.authorize(edited));
        attempt.sends(authorized);
        return transport.send(
                routed.provider().reach(), authorized, routed.timeouts().connect(), memory);
    }

    private static Optional<String> requestId(Headers reply) {
        return reply.first("x-request-id").or(() -> reply.first("request-id"));
    }

    private void awaitHead(UpstreamTransport.Exchange upstream, Timeouts timeouts) {
        long giveUp = System.nanoTime() + remaining(timeouts.firstByte()).toNanos();
        while (true) {
            long left = giveUp - System.nanoTime();
            if (left <= 0) {
                upstream.cancel();
                throw GatewayException.of(ErrorKind.UPSTREAM_TIMEOUT, "the upstream did not answer in time");
            }
            if (upstream.awaitHead(Duration.ofNanos(
                    Math.min(left, conditions.settings().keepAlive().toNanos())))) {
                return;
            }
            if (streamed && System.nanoTime() < giveUp) {
                conditions.onSilence().run();
            }
        }
    }

    UpstreamReply readAll(Attempt attempt, UpstreamTransport.Exchange upstream) {
        Duration patience = remaining(attempt.routed().timeouts().total().minus(attempt.elapsed()));
        try {
            Bytes body = upstream.readAll(conditions.settings().maxReply(), patience);
            attempt.complete();
            return new UpstreamReply(upstream.status(), upstream.headers(), body);
        } catch (GatewayException e) {
            attempt.brokeOff(e.error());
            throw e;
        }
    }

    /** Sound never calls itself JSON, streams of JSON do; some servers call events so that are no JSON. */
    boolean isStream(Attempt attempt, UpstreamTransport.Exchange upstream, Framing framing) {
        if (!streamed || framing != Framing.SSE && framing != Framing.CHUNKS) {
            return streamed;
        }
        String type = type(upstream.headers());
        if (type.startsWith(JSON)) {
            return framing == Framing.SSE
                    && upstream.beginsWithOneOf(
                            FIRST_OF_EVENTS,
                            remaining(attempt.routed().timeouts().firstByte()));
        }
        return !(framing == Framing.CHUNKS && type.startsWith("text/"));
    }

    /** The head of a relayed stream, which calls events what they are. */
    static Headers asEvents(Headers head, Framing framing) {
        return framing == Framing.SSE && type(head).startsWith(JSON)
                ? head.toBuilder().set("content-type", "text/event-stream").build()
                : head;
    }

    private static String type(Headers headers) {
        return headers.first("content-type").orElse("").toLowerCase(Locale.ROOT);
    }

    /** The shorter of a time-out and what is left of the whole exchange's time. */
    Duration remaining(Duration timeout) {
        long left = Math.min(timeout.toNanos(), conditions.deadlineNanos() - System.nanoTime());
        return Duration.ofNanos(Math.max(left, 1));
    }
}
