package dev.switchboard.wire.gemini.reply;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonValue;
import java.time.Duration;
import java.util.Optional;

/** How long Google asks to wait: in the header field, else in the error's {@code RetryInfo}. */
final class RetryAfter {
    private static final double LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

    private RetryAfter() {}

    static Optional<Duration> read(Headers headers, JsonValue retryInfo) {
        return headers.first("retry-after").flatMap(RetryAfter::seconds).or(() -> read(retryInfo));
    }

    /** A duration of protocol buffers: seconds with a fraction and an {@code s}. */
    static Optional<Duration> read(JsonValue retryInfo) {
        return retryInfo
                .string("retryDelay")
                .filter(delay -> delay.endsWith("s"))
                .flatMap(delay -> seconds(delay.substring(0, delay.length() - 1)));
    }

    private static Optional<Duration> seconds(String text) {
        try {
            double seconds = Double.parseDouble(text.strip());
            return seconds >= 0 && seconds <= LONGEST_SECONDS
                    ? Optional.of(Duration.ofMillis((long) Math.ceil(seconds * 1000)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
