package dev.switchboard.http.edge;

import dev.switchboard.spi.http.HttpReply;

/** Gives errors that arise before a request reached its handler the shape that callers expect. Must not block or throw. */
@FunctionalInterface
public interface ErrorWriter {
    /**
     * The reply for an error.
     *
     * @param status  400 to 599
     * @param message for the caller; never holds a secret or an internal name
     */
    HttpReply write(int status, String message);
}
