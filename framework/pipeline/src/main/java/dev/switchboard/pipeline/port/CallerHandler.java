package dev.switchboard.pipeline.port;

/** Answers callers' requests. Called on a virtual thread of the request's own; returns when the request is answered. */
@FunctionalInterface
public interface CallerHandler {
    /** Answers one request; never throws for anything a caller or an upstream did. */
    void handle(CallerConnection connection);
}
