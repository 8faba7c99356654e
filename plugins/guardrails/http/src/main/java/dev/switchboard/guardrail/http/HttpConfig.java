package dev.switchboard.guardrail.http;

import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import dev.switchboard.spi.http.Headers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of one {@code http} guardrail. */
public record HttpConfig(
        @Description("The service that is asked: an http or https URL.")
        URI url,

        @Description(
                "What it is asked about: request, reply, or both. A streamed reply is held back until it is whole.")
        @Default("[request]")
        List<Side> check,

        @Description("Sent to the service, so that it answers nobody else.") @Secret
        Optional<String> secret,

        @Description("The header field that carries the secret; as authorization it is sent as a bearer token.")
        @Default("authorization")
        String secretHeader,

        @Description("How long one answer may take, at most 10s. Later counts as a failure of the guardrail.")
        @Default("2s")
        Duration timeout,

        @Description(
                "The most text that is sent at a time, and the most that is taken as an answer. More counts as a failure.")
        @Default("1MB")
        DataSize maxText) {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** @throws IllegalArgumentException if the service cannot be asked that way */
    public HttpConfig {
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "url: expected an http or https URL, such as http://127.0.0.1:8000/check");
        }
        if (check.isEmpty()) {
            throw new IllegalArgumentException("check: nothing (expected: request, reply, or both)");
        }
        if (!secretHeader.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException(
                    "secret-header: \"" + secretHeader + "\" (expected: a header's name, such as x-guardrail-key)");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "timeout: " + timeout.toMillis() + "ms (expected: more than 0 and at most 10s)");
        }
    }

    Headers headers() {
        Headers json = Headers.of("content-type", "application/json", "accept", "application/json");
        return secret.map(value -> json.toBuilder()
                        .set(secretHeader, "authorization".equalsIgnoreCase(secretHeader) ? "Bearer " + value : value)
                        .build())
                .orElse(json);
    }

    /** What to ask about. */
    public enum Side {
        /** What the caller sends. */
        REQUEST,
        /** What the model answers. */
        REPLY
    }
}
