package dev.switchboard.spi.usage;

/** A whole reply that says what making it used. */
public interface Metered {
    /** What was used; {@link Usage#none} if the upstream did not say. */
    Usage usage();
}
