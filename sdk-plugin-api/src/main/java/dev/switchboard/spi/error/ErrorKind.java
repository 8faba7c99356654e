package dev.switchboard.spi.error;

/**
 * What went wrong, in the terms a caller can act on. Each kind has the HTTP status that the gateway answers with unless
 * an error says otherwise.
 *
 * <p>Kinds may be added in a minor version: a {@code switch} over them needs a {@code default}.
 */
public enum ErrorKind {
    /** The request is malformed or breaks a documented rule. Repeating it cannot help. */
    INVALID_REQUEST(400, false),
    /** The request is longer than the model's context window. Another model may take it. */
    CONTEXT_WINDOW(400, false),
    /** The request or the reply was refused for its content. Another model may take it. */
    CONTENT_POLICY(400, false),
    /** The request asks for something the chosen target cannot do; the message names it. */
    UNSUPPORTED(400, false),
    /** No key, or one that nobody knows. */
    AUTHENTICATION(401, false),
    /** A known caller who may not do this. */
    PERMISSION(403, false),
    /** No such path, model or object. */
    NOT_FOUND(404, false),
    /** The method is not one this path has. */
    METHOD_NOT_ALLOWED(405, false),
    /** The request did not arrive in time. */
    REQUEST_TIMEOUT(408, true),
    /** The body or a header is larger than the configured limit. */
    TOO_LARGE(413, false),
    /** Too many requests or tokens per time; waiting helps. */
    RATE_LIMIT(429, true),
    /** A budget is spent; waiting does not help until it is reset or raised. */
    QUOTA(429, false),
    /** The caller went away. Only ever seen in logs. */
    CANCELLED(499, false),
    /** A fault of the gateway itself. */
    INTERNAL(500, false),
    /** The upstream failed or answered with something that is not an answer. */
    UPSTREAM(502, true),
    /** The gateway or the upstream has no capacity now. */
    OVERLOADED(503, true),
    /** The upstream did not answer in time. */
    UPSTREAM_TIMEOUT(504, true);

    private final int status;
    private final boolean transientFault;

    ErrorKind(int status, boolean transientFault) {
        this.status = status;
        this.transientFault = transientFault;
    }

    /** The HTTP status for this kind, 400 to 599. */
    public int status() {
        return status;
    }

    /** Whether the same request may succeed later or at another target without being changed. */
    public boolean isTransient() {
        return transientFault;
    }
}
