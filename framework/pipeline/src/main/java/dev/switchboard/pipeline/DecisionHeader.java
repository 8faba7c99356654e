package dev.switchboard.pipeline;

import dev.switchboard.spi.exchange.Decision;
import java.util.List;

/** The decision log as a header field: what was decided, in order, bounded and in printable ASCII. */
final class DecisionHeader {
    private static final int MAX_LENGTH = 1_024;

    private DecisionHeader() {}

    static String of(List<Decision> decisions) {
        StringBuilder text = new StringBuilder();
        for (Decision decision : decisions) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(decision.phase())
                    .append(' ')
                    .append(decision.subject())
                    .append(": ")
                    .append(decision.reason());
            if (text.length() > MAX_LENGTH) {
                text.setLength(MAX_LENGTH - 3);
                text.append("...");
                break;
            }
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                text.setCharAt(i, '?');
            }
        }
        return text.toString();
    }
}
