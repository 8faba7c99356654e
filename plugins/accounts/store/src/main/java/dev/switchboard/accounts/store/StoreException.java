package dev.switchboard.accounts.store;

/** The store cannot be reached or refused; the message is a sentence for the operator without secrets. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure with its reason. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A failure without another behind it. */
    public StoreException(String message) {
        super(message);
    }
}
