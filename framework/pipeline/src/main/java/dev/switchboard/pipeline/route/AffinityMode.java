package dev.switchboard.pipeline.route;

/** What brings calls back to a target. */
public enum AffinityMode {
    /** Nothing. */
    NONE,
    /** A session that the caller names. */
    SESSION,
    /** The conversation, known by how it began, or the session. The request is read in full for it. */
    CONVERSATION,
    /** The conversation; and requests that begin alike go to one target, whose cache knows them. */
    PROMPT_CACHE
}
