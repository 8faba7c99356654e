package dev.switchboard.accounts.pricing;

/** A text that should hold prices does not. The message names the member, what was found and what was expected. */
public final class PriceFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    PriceFormatException(String message) {
        super(message);
    }

    PriceFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
