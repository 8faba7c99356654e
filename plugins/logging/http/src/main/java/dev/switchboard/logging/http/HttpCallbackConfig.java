package dev.switchboard.logging.http;

import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of one {@code http} callback. */
public record HttpCallbackConfig(
        @Description("The service that takes the reports: an http or https URL.")
        URI url,

        @Description("Signs each delivery, so that the service knows whose it is. At least 16 characters.") @Secret
        Optional<String> secret,

        @Description("The most reports in one delivery, 1 to 1000.") @Default("100")
        int maxBatch,

        @Description("The most bytes in one delivery. A report that is longer by itself is lost.") @Default("4MB")
        DataSize maxBytes,

        @Description("How long one try of a delivery may take, at most 60s.") @Default("10s")
        Duration timeout,

        @Description("How often a delivery is tried, 1 to 20: again after 1s, 2s, 4s and so on, at most 30s.")
        @Default("6")
        int tries,

        @Description("Whether to send the bodies of requests and replies too. They hold what people said.")
        @Default("false")
        boolean content,

        @Description("Whether upstreams shall report the usage of a stream also where the caller did not ask for it.")
        @Default("true")
        boolean usage) {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int SHORTEST_SECRET = 16;

    /** @throws IllegalArgumentException if a setting is out of its range */
    public HttpCallbackConfig {
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "url: expected an http or https URL, such as http://127.0.0.1:8000/exchanges");
        }
        if (secret.isPresent() && secret.get().length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("secret: expected at least " + SHORTEST_SECRET + " characters");
        }
        if (maxBatch < 1 || maxBatch > 1_000) {
            throw new IllegalArgumentException("max-batch: " + maxBatch + " (expected: 1 to 1000)");
        }
        if (maxBytes.bytes() < 1024) {
            throw new IllegalArgumentException("max-bytes: " + maxBytes + " (expected: 1KB or more)");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "timeout: " + timeout.toMillis() + "ms (expected: more than 0 and at most 60s)");
        }
        if (tries < 1 || tries > 20) {
            throw new IllegalArgumentException("tries: " + tries + " (expected: 1 to 20)");
        }
    }
}
