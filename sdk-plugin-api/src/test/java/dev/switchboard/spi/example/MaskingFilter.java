package dev.switchboard.spi.example;

import dev.switchboard.spi.guardrail.TextFilter;
import dev.switchboard.spi.guardrail.Verdict;

// @start region="filter"
/** Masks a word that may be cut anywhere: what could be its beginning waits for the next piece. */
final class MaskingFilter implements TextFilter {
    private final String word;
    private String tail = "";

    MaskingFilter(String word) {
        this.word = word;
    }

    @Override
    public Verdict<String> next(String piece) {
        String text = (tail + piece).replace(word, "*".repeat(word.length()));
        int end = text.length() - beginningAtEnd(text);
        tail = text.substring(end);
        String out = text.substring(0, end);
        return out.equals(piece) ? Verdict.allow() : new Verdict.Rewrite<>(out, "masked a project's name");
    }

    @Override
    public String end() {
        return tail;
    }

    private int beginningAtEnd(String text) {
        int length = Math.min(text.length(), word.length() - 1);
        while (!word.startsWith(text.substring(text.length() - length))) {
            length--;
        }
        return length;
    }
}
// @end
