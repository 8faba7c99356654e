package ${package};

import dev.switchboard.spi.config.Description;
import java.util.List;

/** The settings of one guardrail. */
@Description("Keeps words out of requests and replies.")
public record ${name}Config(
        @Description("What must not be said; at least one.") List<String> words) {
    /** Checks what the types cannot say. */
    public ${name}Config {
        if (words.isEmpty() || words.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("words: " + words + " (expected: at least one, none of them blank)");
        }
        words = List.copyOf(words);
    }
}
