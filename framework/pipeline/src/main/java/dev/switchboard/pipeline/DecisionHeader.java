package dev.switchboard.pipeline;

import dev.switchboard.spi.exchange.Decision;
import java.util.List;

/** The decision log as a header field: what was decided, in order, bounded and in printable ASCII. */
final class DecisionHeader {
    private static final int MAX_LENGTH = 1_024;

    private DecisionHeader() {}

    static String of(List<Decision> decisions) {
        return join(decisions.stream()
                .map(decision -> decision.phase() + " " + decision.subject() + ": " + decision.reason())
                .toList());
    }

    static String join(List<String> sentences) {
        StringBuilder text = new StringBuilder();
        for (String sentence : sentences) {
            text.append(text.isEmpty() ? "" : "; ").append(sentence);
            if (text.length() > MAX_LENGTH) {
                text.setLength(MAX_LENGTH - 3);
                text.append("...");
                break;
            }
        }
        return HeaderText.printable(text);
    }
}
