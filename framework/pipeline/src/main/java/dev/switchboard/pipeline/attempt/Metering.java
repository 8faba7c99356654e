package dev.switchboard.pipeline.attempt;

import dev.switchboard.spi.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt used, as the upstream reports it, and the text of the reply for the case that it never does. The report may
 * come early (input with the first event), with every event, or at the end; what counts is whether content came after the last.
 */
final class Metering {
    /** A reply of about 64,000 tokens; of a longer one only the length is kept. */
    private static final int MOST_KEPT = 256 * 1024;

    private Usage usage = Usage.none();
    private @Nullable StringBuilder text;
    private long characters;
    private boolean openSinceReport;

    void used(Usage total) {
        usage = total;
        openSinceReport = false;
    }

    Usage usage() {
        return usage;
    }

    void wrote(String part) {
        StringBuilder known = text;
        if (known == null) {
            known = new StringBuilder(Math.max(512, part.length()));
            text = known;
        }
        int room = MOST_KEPT - known.length();
        known.append(part, 0, Math.min(room, part.length()));
        characters += part.length();
        openSinceReport = true;
    }

    /** Whether the last report, if there was one, does not cover everything. @param complete whether the reply is */
    boolean isOpen(boolean complete) {
        return usage.isNone() || openSinceReport && !complete;
    }

    String text() {
        return text == null ? "" : text.toString();
    }

    long characters() {
        return characters;
    }
}
