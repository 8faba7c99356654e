package dev.switchboard.spi.upstream;

/** How the events of a streamed body are told apart. */
public enum Framing {
    /** Server-sent events (WHATWG HTML, section 9.2); any of its three line ends. */
    SSE,
    /** One JSON value a line. */
    NDJSON,
    /** The elements of one JSON array. */
    JSON_ARRAY,
    /** None: each piece that arrives is an event, such as a piece of sound. */
    CHUNKS,
    /** Binary frames with checksums, {@code application/vnd.amazon.eventstream}. */
    AWS_EVENT_STREAM
}
