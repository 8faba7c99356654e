package dev.switchboard.http.upstream;

import java.io.IOException;

/** A name stands for guarded addresses only. */
final class GuardedAddressException extends IOException {
    private static final long serialVersionUID = 1;

    GuardedAddressException(String host) {
        super(host + " stands for guarded addresses only");
    }
}
