package dev.switchboard.spi.chat;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.usage.Metered;
import dev.switchboard.spi.usage.Usage;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A whole reply.
 *
 * @param id      the upstream's name for it
 * @param model   the model that answered, as the upstream calls it
 * @param created when it was made
 * @param choices at least one
 * @param usage   what it used
 * @param extras  top-level members the canonical form does not know, verbatim and in order
 */
public record ChatResponse(
        String id, String model, Instant created, List<Choice> choices, Usage usage, Map<String, JsonText> extras)
        implements Metered {
    /** Copies the collections. */
    public ChatResponse {
        Objects.requireNonNull(id);
        Objects.requireNonNull(model);
        Objects.requireNonNull(created);
        Objects.requireNonNull(usage);
        choices = List.copyOf(choices);
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }

    /**
     * One of the alternative replies.
     *
     * @param index        counted from 0
     * @param content      the blocks, in order
     * @param stopReason   why it ended
     * @param stopSequence the sequence that ended it, if one did and the provider says which
     * @param extras       members the canonical form does not know, such as log-probabilities
     */
    public record Choice(
            int index,
            List<Block> content,
            StopReason stopReason,
            Optional<String> stopSequence,
            Map<String, JsonText> extras) {
        /** Copies the collections. */
        public Choice {
            Objects.requireNonNull(stopReason);
            Objects.requireNonNull(stopSequence);
            content = List.copyOf(content);
            extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
        }
    }

    /** The size only: contents are confidential. */
    @Override
    public String toString() {
        return "ChatResponse[id=" + id + ", model=" + model + ", choices=" + choices.size() + ", " + usage + "]";
    }
}
