package dev.switchboard.logging.http;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Outbound;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/** Sends one body, again and again with growing waits, until the service has it or it is given up. */
final class Delivery {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final HttpCallbackConfig config;
    private final Outbound outbound;
    private final InstantSource clock;
    private final Latch closed;

    Delivery(HttpCallbackConfig config, Outbound outbound, InstantSource clock, Latch closed) {
        this.config = config;
        this.outbound = outbound;
        this.clock = clock;
        this.closed = closed;
    }

    /**
     * Sends it.
     *
     * @param id the same at each try, so that a service that got it twice can tell
     * @throws GatewayException with what was wrong at the last try
     */
    void send(String id, Bytes body) {
        Duration wait = FIRST_WAIT;
        for (int number = 1; ; number++) {
            String failure = attempt(id, body);
            if (failure.isEmpty()) {
                return;
            }
            boolean again = number < config.tries() && !failure.startsWith("refused ") && closed.waitFor(wait);
            if (!again) {
                throw GatewayException.of(
                        ErrorKind.UPSTREAM,
                        "the service at " + config.url().getHost() + " " + failure + " at try " + number);
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        }
    }

    /** What was wrong; empty if nothing was. What the service refuses for good begins with {@code refused}. */
    private String attempt(String id, Bytes body) {
        try {
            UpstreamReply reply =
                    outbound.send(UpstreamRequest.post(config.url(), headers(id, body), body), config.timeout());
            int status = reply.status();
            if (status >= 200 && status < 300) {
                return "";
            }
            boolean passing = status >= 500 || status == 408 || status == 429;
            return (passing ? "answered " : "refused with ") + status;
        } catch (GatewayException e) {
            return "did not answer (" + e.error().kind().name().toLowerCase(Locale.ROOT) + ")";
        }
    }

    private Headers headers(String id, Bytes body) {
        Headers.Builder headers =
                Headers.builder().set("content-type", "application/json").set("x-switchboard-delivery", id);
        config.secret()
                .ifPresent(
                        secret -> headers.set("x-switchboard-signature", Signature.of(secret, clock.instant(), body)));
        return headers.build();
    }
}
