package dev.switchboard.accounts.ledger;

import java.util.Locale;

/** How an attempt ended. */
public enum AttemptStatus {
    /** The reply was complete. */
    COMPLETED,
    /** The caller went away before it was. */
    CLIENT_ABORT,
    /** The upstream broke off in the middle. */
    UPSTREAM_ABORT,
    /** The upstream answered with an error or could not be reached; or the gateway was killed while the attempt ran. */
    ERROR,
    /** A cache answered; no upstream was asked. */
    CACHE;

    /** The name in the store and in reports, such as {@code client_abort}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a label. @throws IllegalArgumentException if there is none */
    public static AttemptStatus of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
