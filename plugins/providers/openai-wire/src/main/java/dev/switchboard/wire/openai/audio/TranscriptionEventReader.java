package dev.switchboard.wire.openai.audio;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.transcription.TranscriptionEvent;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.reply.TypedEventReader;
import java.util.List;
import java.util.Set;

/** Reads text as it is understood. */
final class TranscriptionEventReader extends TypedEventReader<TranscriptionEvent> {
    /** {@code obfuscation} is padding against eavesdroppers. */
    private static final Set<String> DELTA = Set.of("type", "delta", "obfuscation", "sequence_number");

    private static final Set<String> SEGMENT =
            Set.of("type", "id", "start", "end", "text", "speaker", "obfuscation", "sequence_number");

    TranscriptionEventReader() {
        super("the text was complete");
    }

    @Override
    protected List<TranscriptionEvent> read(String type, JsonValue event) {
        return switch (type) {
            case "transcript.text.delta" ->
                List.of(new TranscriptionEvent.Delta(
                        event.string("delta").orElse(""), Extras.of(Wire.OPENAI_TRANSCRIPTIONS, event.without(DELTA))));
            case "transcript.text.segment" ->
                List.of(new TranscriptionEvent.SegmentDone(
                        event.string("id").orElse(""), TranscriptionReader.segment(event, SEGMENT)));
            case "transcript.text.done" -> {
                complete();
                yield List.of(new TranscriptionEvent.Done(TranscriptionReader.read(event)));
            }
            default -> List.of();
        };
    }

    @Override
    protected TranscriptionEvent failed(GatewayError error) {
        return new TranscriptionEvent.Failed(error);
    }
}
