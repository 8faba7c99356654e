package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the reading of error replies must show, the same for translators and relays. */
record ErrorChecks(Function<UpstreamReply, GatewayError> reader, Expect expect) {

    void reads(ErrorSample sample) {
        GatewayError error = reader.apply(sample.reply());
        assertEquals(sample.kind(), error.kind(), error.toString());
        assertEquals(sample.reply().status(), error.status(), "status of " + error);
        assertTrue(error.fromUpstream(), "words of the upstream not marked as such: " + error);
        expect.noSecret(error.toString(), "the error");
    }

    void copesWithAnyBody() {
        List<Bytes> bodies = new ArrayList<>(Hostile.nonsense());
        bodies.addAll(Hostile.wrongShapes());
        for (int status : Hostile.STATUSES) {
            for (Bytes body : bodies) {
                GatewayError error = reader.apply(Hostile.reply(status, body));
                assertEquals(status, error.status(), "status of " + error.kind());
                assertFalse(error.message().isBlank(), "no message for status " + status);
            }
        }
    }

    void readsRetryAfter() {
        assertEquals(Optional.of(Duration.ofSeconds(7)), retryAfter("7"));
        for (String odd : List.of("", "soon", "-1", "99999999999999999999", "7.5")) {
            retryAfter(odd).ifPresent(wait -> assertFalse(wait.isNegative(), "retry-after: " + odd));
        }
    }

    private Optional<Duration> retryAfter(String value) {
        UpstreamReply reply = new UpstreamReply(429, Headers.of("retry-after", value), Bytes.utf8("{}"));
        return reader.apply(reply).retryAfter();
    }
}
