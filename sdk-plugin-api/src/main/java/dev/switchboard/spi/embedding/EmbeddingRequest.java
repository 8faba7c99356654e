package dev.switchboard.spi.embedding;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Asks for vectors.
 *
 * @param model      the model's name, public or upstream depending on where in the pipeline it is read
 * @param inputs     at least one
 * @param dimensions the wanted length of each vector, if the caller said so
 * @param encoding   how the caller wants the vectors written
 * @param task       what the vectors are for, if the caller said so
 * @param user       the end user, if named
 * @param extras     top-level members this record does not know
 */
public record EmbeddingRequest(
        String model,
        List<Input> inputs,
        OptionalInt dimensions,
        Encoding encoding,
        Optional<Task> task,
        Optional<String> user,
        Extras extras) {
    /** Copies the collections. @throws IllegalArgumentException if there is no input */
    public EmbeddingRequest {
        Objects.requireNonNull(model);
        inputs = List.copyOf(inputs);
        Objects.requireNonNull(task);
        Objects.requireNonNull(extras);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("inputs: none (expected: at least one)");
        }
    }

    /** One thing to embed. Cases may be added in a minor version: switch with a default. */
    public sealed interface Input {
        /** @param text the text, possibly empty */
        record Text(String text) implements Input {}

        /** @param tokens token ids of the model's own tokenizer */
        record Tokens(List<Integer> tokens) implements Input {
            /** Copies the list. */
            public Tokens {
                tokens = List.copyOf(tokens);
            }
        }

        /** @param media a picture */
        record Image(Media media) implements Input {}
    }

    /** What vectors are for; some models make different ones. */
    public enum Task {
        /** To search with. */
        QUERY,
        /** To be found. */
        DOCUMENT,
        /** To sort into classes. */
        CLASSIFICATION,
        /** To group. */
        CLUSTERING,
        /** To compare. */
        SIMILARITY
    }

    /** How vectors are written. */
    public enum Encoding {
        /** As JSON arrays of numbers. */
        FLOAT,
        /** As base64 of little-endian 32-bit floats. */
        BASE64
    }
}
