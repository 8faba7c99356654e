package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.json.JsonWriter;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes {@code thinkingConfig}: a level for models of the third generation, a budget for older ones. Thoughts are shown unless
 * thinking is off.
 */
final class ThinkingWriter {
    /** What the model decides itself. */
    private static final long DYNAMIC = -1;

    private final Generation generation;
    private final JsonWriter out;

    ThinkingWriter(Generation generation, JsonWriter out) {
        this.generation = generation;
        this.out = out;
    }

    void write(Reasoning reasoning) {
        boolean off = reasoning.mode().equals(Optional.of(Reasoning.Mode.DISABLED))
                || reasoning.effort().equals(Optional.of("none"));
        out.object("thinkingConfig");
        if (!off) {
            out.bool("includeThoughts", true);
        }
        if (reasoning.budget().isPresent() && !off) {
            out.integer("thinkingBudget", reasoning.budget());
        } else if (generation == Generation.THREE) {
            // without an off, the least there is
            (off ? Optional.of("MINIMAL") : reasoning.effort().map(ThinkingWriter::level))
                    .ifPresent(level -> out.string("thinkingLevel", level));
        } else if (off) {
            out.integer("thinkingBudget", 0);
        } else {
            reasoning
                    .effort()
                    .map(ThinkingWriter::budget)
                    .or(() -> reasoning
                            .mode()
                            .filter(Reasoning.Mode.ADAPTIVE::equals)
                            .map(mode -> DYNAMIC))
                    .ifPresent(budget -> out.integer("thinkingBudget", budget));
        }
        out.endObject();
    }

    private static String level(String effort) {
        return switch (effort.toLowerCase(Locale.ROOT)) {
            case "minimal" -> "MINIMAL";
            case "low" -> "LOW";
            case "medium" -> "MEDIUM";
            default -> "HIGH"; // also what goes beyond it
        };
    }

    private static long budget(String effort) {
        return switch (effort.toLowerCase(Locale.ROOT)) {
            case "minimal" -> 512;
            case "low" -> 1024;
            case "medium" -> 8192;
            default -> 24_576; // the most that every model takes
        };
    }
}
