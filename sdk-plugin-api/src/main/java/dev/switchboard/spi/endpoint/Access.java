package dev.switchboard.spi.endpoint;

/** Who may call a route. */
public enum Access {
    /** Anybody, without a key. */
    PUBLIC,
    /** Any known caller. */
    CALLER,
    /** Operators only. */
    OPERATOR
}
