package dev.switchboard.accounts.ledger;

import dev.switchboard.spi.exchange.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what comes from outside within the sizes that a store's columns have. */
final class Texts {
    private Texts() {}

    static String cut(String text) {
        return cut(text, LedgerEntry.MAX_TEXT);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    static List<String> cut(List<String> texts) {
        return texts.stream().limit(LedgerEntry.MAX_ITEMS).map(Texts::cut).toList();
    }

    static Map<String, String> cut(Map<String, String> texts) {
        Map<String, String> cut = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : texts.entrySet()) {
            if (cut.size() == LedgerEntry.MAX_ITEMS) {
                break;
            }
            cut.put(cut(each.getKey()), cut(each.getValue()));
        }
        return Collections.unmodifiableMap(cut);
    }

    static List<Decision> cutDecisions(List<Decision> decisions) {
        List<Decision> kept = new ArrayList<>();
        int room = LedgerEntry.MAX_DECISIONS;
        for (Decision decision : decisions) {
            Decision cut = new Decision(cut(decision.phase()), cut(decision.subject()), cut(decision.reason(), 1_024));
            room -= cut.phase().length() + cut.subject().length() + cut.reason().length();
            if (room < 0) {
                break;
            }
            kept.add(cut);
        }
        return List.copyOf(kept);
    }
}
