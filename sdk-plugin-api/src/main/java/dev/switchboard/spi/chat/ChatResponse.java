package dev.switchboard.spi.chat;

import dev.switchboard.spi.usage.Metered;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import java.time.Instant;
import java.util.List;
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
 * @param extras  top-level members the canonical form does not know
 */
public record ChatResponse(String id, String model, Instant created, List<Choice> choices, Usage usage, Extras extras)
        implements Metered {
    /** Copies the collections. */
    public ChatResponse {
        Objects.requireNonNull(id);
        Objects.requireNonNull(model);
        Objects.requireNonNull(created);
        Objects.requireNonNull(usage);
        Objects.requireNonNull(extras);
        choices = List.copyOf(choices);
    }

    /**
     * One of the alternative replies.
     *
     * @param index        counted from 0
     * @param content      the blocks, in order
     * @param stopReason   why it ended
     * @param stopSequence the sequence that ended it, if one did and the provider says which
     * @param probabilities how likely each token was; empty unless asked for
     * @param extras       members the canonical form does not know
     */
    public record Choice(
            int index,
            List<Block> content,
            StopReason stopReason,
            Optional<String> stopSequence,
            List<TokenProbability> probabilities,
            Extras extras) {
        /** Copies the collections. */
        public Choice {
            Objects.requireNonNull(stopReason);
            Objects.requireNonNull(stopSequence);
            Objects.requireNonNull(extras);
            content = List.copyOf(content);
            probabilities = List.copyOf(probabilities);
        }

        /** A choice without probabilities and extras. */
        public Choice(int index, List<Block> content, StopReason stopReason, Optional<String> stopSequence) {
            this(index, content, stopReason, stopSequence, List.of(), Extras.NONE);
        }

        /** The same with other content. */
        public Choice withContent(List<Block> replacement) {
            return new Choice(index, replacement, stopReason, stopSequence, probabilities, extras);
        }
    }

    /** The size only: contents are confidential. */
    @Override
    public String toString() {
        return "ChatResponse[id=" + id + ", model=" + model + ", choices=" + choices.size() + ", " + usage + "]";
    }
}
