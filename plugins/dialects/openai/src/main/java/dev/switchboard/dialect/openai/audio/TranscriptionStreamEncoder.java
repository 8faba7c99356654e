package dev.switchboard.dialect.openai.audio;

import dev.switchboard.dialect.openai.common.ServerEvents;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.transcription.TranscriptionEvent;
import dev.switchboard.spi.transcription.TranscriptionResponse;
import dev.switchboard.spi.wire.Wire;
import java.util.function.Function;

/** Writes text as it is understood. */
final class TranscriptionStreamEncoder extends ServerEvents<TranscriptionEvent> {
    TranscriptionStreamEncoder(Function<GatewayError, Bytes> errors) {
        super(errors);
    }

    @Override
    public Bytes encode(TranscriptionEvent event) {
        return switch (event) {
            case TranscriptionEvent.Delta delta ->
                event(
                        "transcript.text.delta",
                        json -> json.string("delta", delta.text())
                                .raw(delta.extras().in(Wire.OPENAI_TRANSCRIPTIONS)));
            case TranscriptionEvent.SegmentDone done ->
                event("transcript.text.segment", json -> {
                    json.string("id", done.id());
                    TranscriptionWriter.members(json, done.segment());
                });
            case TranscriptionEvent.Done done ->
                event("transcript.text.done", json -> {
                    TranscriptionResponse response = done.response();
                    json.string("text", response.text()).raw(response.extras().in(Wire.OPENAI_TRANSCRIPTIONS));
                    TranscriptionWriter.usage(json, response.usage());
                });
            case TranscriptionEvent.Failed failed -> error(failed.error());
        };
    }
}
