package dev.switchboard.accounts.secret;

/** A secret cannot be encrypted or read; the message is a sentence for the operator and holds none. */
public final class SecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SecretException(String message) {
        super(message);
    }
}
