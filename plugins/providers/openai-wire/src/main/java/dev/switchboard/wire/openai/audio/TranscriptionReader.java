package dev.switchboard.wire.openai.audio;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.transcription.TranscriptionRequest.Format;
import dev.switchboard.spi.transcription.TranscriptionResponse;
import dev.switchboard.spi.transcription.TranscriptionResponse.Segment;
import dev.switchboard.spi.transcription.TranscriptionResponse.Word;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.reply.Replies;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads what was said. */
final class TranscriptionReader {
    private static final String EXPECTED = "a text";
    private static final Set<String> KNOWN =
            Set.of("task", "text", "language", "duration", "segments", "words", "usage", "type", "sequence_number");
    private static final Set<String> KNOWN_IN_SEGMENT = Set.of("start", "end", "text", "speaker");

    private TranscriptionReader() {}

    static TranscriptionResponse read(Bytes body) {
        JsonValue reply = Replies.read(body, EXPECTED);
        if (reply.string("text").isEmpty()) {
            throw Replies.unexpected(EXPECTED);
        }
        return read(reply);
    }

    static TranscriptionResponse read(JsonValue reply) {
        List<Segment> segments = reply.get("segments").elements().stream()
                .map(segment -> segment(segment, KNOWN_IN_SEGMENT))
                .toList();
        List<Word> words = reply.get("words").elements().stream()
                .map(word -> new Word(word.string("word").orElse(""), time(word, "start"), time(word, "end")))
                .toList();
        return new TranscriptionResponse(
                reply.string("text").orElse(""),
                Optional.empty(),
                reply.string("language"),
                reply.number("duration"),
                segments,
                words,
                AudioUsage.understood(reply),
                Extras.of(Wire.OPENAI_TRANSCRIPTIONS, reply.without(KNOWN)));
    }

    static Segment segment(JsonValue segment, Set<String> known) {
        return new Segment(
                time(segment, "start"),
                time(segment, "end"),
                segment.string("text").orElse(""),
                segment.filled("speaker"),
                Extras.of(Wire.OPENAI_TRANSCRIPTIONS, segment.without(known)));
    }

    private static double time(JsonValue object, String name) {
        return object.number(name).orElse(0);
    }

    /** Plain text, which stays as it came. */
    static TranscriptionResponse plain(String document, Format format) {
        return new TranscriptionResponse(
                format == Format.TEXT ? document.strip() : "",
                Optional.of(document),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                List.of(),
                Usage.none(),
                Extras.NONE);
    }
}
