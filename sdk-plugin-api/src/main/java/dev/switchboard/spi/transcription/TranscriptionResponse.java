package dev.switchboard.spi.transcription;

import dev.switchboard.spi.usage.Metered;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was said.
 *
 * @param text     all of it; empty if {@link #document} holds subtitles
 * @param document the reply in the plain format that was asked for, as the provider wrote it, if the provider can
 * @param language the language spoken, in the provider's words
 * @param seconds  how long the recording is
 * @param segments its sentences, in order; empty if the provider does not tell
 * @param words    its words, in order; empty if the provider does not tell
 * @param usage    what it used
 * @param extras   top-level members this record does not know
 */
public record TranscriptionResponse(
        String text,
        Optional<String> document,
        Optional<String> language,
        OptionalDouble seconds,
        List<Segment> segments,
        List<Word> words,
        Usage usage,
        Extras extras)
        implements Metered {
    /** Copies the lists. */
    public TranscriptionResponse {
        Objects.requireNonNull(text);
        Objects.requireNonNull(document);
        Objects.requireNonNull(language);
        Objects.requireNonNull(seconds);
        Objects.requireNonNull(usage);
        Objects.requireNonNull(extras);
        segments = List.copyOf(segments);
        words = List.copyOf(words);
    }

    /** Text alone. */
    public static TranscriptionResponse of(String text, Usage usage) {
        return new TranscriptionResponse(
                text,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                List.of(),
                usage,
                Extras.NONE);
    }

    /**
     * A piece of the recording.
     *
     * @param start   in seconds from the beginning
     * @param end     in seconds from the beginning
     * @param text    what was said in it
     * @param speaker who said it, if the provider tells speakers apart
     * @param extras  members this record does not know
     */
    public record Segment(double start, double end, String text, Optional<String> speaker, Extras extras) {
        /** Checks that nothing is null. */
        public Segment {
            Objects.requireNonNull(text);
            Objects.requireNonNull(speaker);
            Objects.requireNonNull(extras);
        }
    }

    /**
     * A word of the recording.
     *
     * @param start in seconds from the beginning
     * @param end   in seconds from the beginning
     */
    public record Word(String word, double start, double end) {
        /** Checks that nothing is null. */
        public Word {
            Objects.requireNonNull(word);
        }
    }

    /** The size only: what was said is confidential. */
    @Override
    public String toString() {
        return "TranscriptionResponse[" + text.length() + " characters, " + segments.size() + " segments, " + usage
                + "]";
    }
}
