package dev.switchboard.spi.wire;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * What of a request or reply was left out or changed on its way from one format to another: a sentence each, which the caller
 * finds in a warning header and the operator in the decision log. Nothing is lost in silence. Safe for use by several threads.
 */
public final class Changes {
    private final SequencedSet<String> sentences = new LinkedHashSet<>();

    /**
     * Something was left out.
     *
     * @param field where it stood, such as {@code messages[2].name}
     * @param why   the reason, without a full stop; never content
     */
    public synchronized void dropped(String field, String why) {
        sentences.add(field + " was left out: " + why);
    }

    /**
     * Something was changed.
     *
     * @param field where it stood
     * @param how   what became of it, without a full stop; never content
     */
    public synchronized void changed(String field, String how) {
        sentences.add(field + " was changed: " + how);
    }

    /** The sentences so far, each once, in order. */
    public synchronized List<String> list() {
        return List.copyOf(sentences);
    }
}
