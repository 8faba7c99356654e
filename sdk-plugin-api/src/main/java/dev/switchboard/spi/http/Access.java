package dev.switchboard.spi.http;

/** Who may call a route. */
public enum Access {
    /** Anybody, without a key. */
    PUBLIC,
    /** Any known caller. */
    CALLER,
    /** Operators only. */
    OPERATOR
}
