package dev.switchboard.spi.dialect;

import dev.switchboard.spi.admission.RateLimits;
import dev.switchboard.spi.http.Headers;

/** Rates as OpenAI writes them: {@code x-ratelimit-remaining-requests} and its like. */
final class RateLimitFields {
    private RateLimitFields() {}

    static void openAi(Headers.Builder headers, String what, RateLimits.Window window) {
        headers.set("x-ratelimit-limit-" + what, Long.toString(window.limit()));
        headers.set("x-ratelimit-remaining-" + what, Long.toString(window.remaining()));
        headers.set("x-ratelimit-reset-" + what, window.reset().toMillis() + "ms");
    }
}
