package dev.switchboard.pipeline.attempt;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpRequest;
import java.util.Optional;

/**
 * What of a request's head goes on to upstreams, to be read also when the request itself is over.
 *
 * @param headers as they came
 * @param query   as it came
 */
public record CallerHead(Headers headers, Optional<String> query) {
    /** What a request says. */
    public static CallerHead of(HttpRequest request) {
        return new CallerHead(request.headers(), request.query());
    }
}
