package dev.switchboard.testkit.http;

import java.time.Duration;

/**
 * What became of one reply of the {@link MockUpstream}.
 *
 * @param end how it ended
 * @param bytesWritten bytes of the reply, head and framing included, that the operating system has taken. What lay in
 *     its buffers when the caller left counts, too
 * @param after time from the complete arrival of the request to this end
 */
public record Outcome(End end, long bytesWritten, Duration after) {

    /** How a reply can end. */
    public enum End {
        /** The whole script was written. */
        COMPLETED,
        /** The script cut the connection. */
        CUT,
        /** The caller closed or reset the connection before the script was through. */
        ABORTED_BY_CALLER,
        /** The mock upstream was closed while the script was running. */
        UPSTREAM_CLOSED
    }
}
