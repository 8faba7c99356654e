package dev.switchboard.spi.guardrail;

import org.osgi.annotation.versioning.ConsumerType;

/** Watches the text of one streamed reply as it goes by, without holding it back. Used by one thread at a time. */
@ConsumerType
public interface TextFilter {
    /** Checks the next piece of text, cut anywhere; a filter may keep a tail back and give it out with the next piece. */
    Verdict<String> next(String piece);

    /** The text ended: what was kept back, or the empty string. */
    default String end() {
        return "";
    }
}
