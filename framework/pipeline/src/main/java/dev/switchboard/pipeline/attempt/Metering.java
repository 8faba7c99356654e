package dev.switchboard.pipeline.attempt;

import dev.switchboard.spi.usage.Usage;

/**
 * What one attempt used, as the upstream reports it, and the text of the reply for the case that it never does. The report may
 * come early (input with the first event), with every event, or at the end; what counts is whether content came after the last.
 */
final class Metering {
    private Usage usage = Usage.none();
    private final TextSample text = new TextSample();
    private boolean openSinceReport;

    void used(Usage total) {
        usage = total;
        openSinceReport = false;
    }

    Usage usage() {
        return usage;
    }

    void wrote(String part) {
        text.append(part);
        openSinceReport = true;
    }

    /** Whether the last report, if there was one, does not cover everything. @param complete whether the reply is */
    boolean isOpen(boolean complete) {
        return usage.isNone() || openSinceReport && !complete;
    }

    String text() {
        return text.text();
    }

    long characters() {
        return text.length();
    }
}
