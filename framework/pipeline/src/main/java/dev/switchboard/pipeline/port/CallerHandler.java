package dev.switchboard.pipeline.port;

/** Answers callers. Safe for use by any number of threads. */
@FunctionalInterface
public interface CallerHandler {
    /**
     * Answers one request, on the request's own virtual thread; it may block. When it returns, the request is over: a
     * handler that has neither replied nor started a stream, or that leaves a stream open, is at fault, and its caller
     * sees an internal error or a broken reply.
     */
    void handle(CallerConnection caller);
}
