package dev.switchboard.spi.error;

import org.jspecify.annotations.Nullable;

/**
 * The one exception that plugins and the gateway use for expected failures: it carries the {@link GatewayError} that the
 * caller will see. Anything else that a plugin throws counts as its fault and reaches the caller as
 * {@link ErrorKind#INTERNAL} without its text.
 */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient GatewayError error;

    /** An exception for an error, without a cause. */
    public GatewayException(GatewayError error) {
        this(error, null);
    }

    /**
     * An exception for an error.
     *
     * @param cause for the operator's log only; null when there is none
     */
    public GatewayException(GatewayError error, @Nullable Throwable cause) {
        super(error.message(), cause, false, cause != null);
        this.error = error;
    }

    /** An exception with the kind's own status. */
    public static GatewayException of(ErrorKind kind, String message) {
        return new GatewayException(GatewayError.of(kind, message));
    }

    /** What the caller will see. */
    public GatewayError error() {
        return error;
    }
}
