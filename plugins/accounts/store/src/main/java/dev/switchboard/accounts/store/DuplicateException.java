package dev.switchboard.accounts.store;

/** There is one of that id already. */
public final class DuplicateException extends StoreException {
    private static final long serialVersionUID = 1L;

    DuplicateException(String message, Throwable cause) {
        super(message, cause);
    }
}
