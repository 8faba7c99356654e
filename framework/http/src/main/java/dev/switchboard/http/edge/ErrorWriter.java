package dev.switchboard.http.edge;

import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import java.util.Optional;

/** Gives errors that arise before a request reached its handler the shape that callers expect. Must not block or throw. */
@FunctionalInterface
public interface ErrorWriter {
    /**
     * The reply for an error.
     *
     * @param request as far as it could be read; empty if not even its path could
     * @param status  400 to 599
     * @param message for the caller; never holds a secret or an internal name
     */
    HttpReply write(Optional<HttpRequest> request, int status, String message);
}
