package dev.switchboard.testkit.http;

import java.io.IOException;
import java.io.Serial;

/** The peer sent something that is not HTTP/1.1, or ended in the middle of a message. */
public final class ProtocolException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }
}
