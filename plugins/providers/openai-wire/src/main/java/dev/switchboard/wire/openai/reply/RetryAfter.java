package dev.switchboard.wire.openai.reply;

import dev.switchboard.spi.http.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long the server asks to wait: {@code retry-after-ms}, else {@code retry-after} in seconds or as a date. */
final class RetryAfter {
    private static final double LONGEST_MILLIS = Duration.ofDays(365).toMillis();

    private RetryAfter() {}

    static Optional<Duration> read(Headers headers) {
        return headers.first("retry-after-ms")
                .flatMap(value -> millis(value, 1))
                .or(() -> headers.first("retry-after").flatMap(value -> millis(value, 1000)))
                .or(() -> untilDate(headers));
    }

    private static Optional<Duration> millis(String value, int unit) {
        try {
            double millis = Double.parseDouble(value.strip()) * unit;
            return millis >= 0 && millis <= LONGEST_MILLIS
                    ? Optional.of(Duration.ofMillis((long) Math.ceil(millis)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A date counts from the server's own clock, as the reply's {@code date} shows it. */
    private static Optional<Duration> untilDate(Headers headers) {
        return headers.first("date")
                .flatMap(RetryAfter::instant)
                .flatMap(now -> headers.first("retry-after")
                        .flatMap(RetryAfter::instant)
                        .map(until -> Duration.between(now, until))
                        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                        .filter(wait -> wait.toMillis() <= LONGEST_MILLIS));
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
