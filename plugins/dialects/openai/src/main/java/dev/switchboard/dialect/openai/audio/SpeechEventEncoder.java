package dev.switchboard.dialect.openai.audio;

import dev.switchboard.dialect.openai.common.ServerEvents;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.speech.SpeechEvent;
import dev.switchboard.spi.usage.Usage;
import java.util.Base64;
import java.util.function.Function;

/** Writes sound in events, and usage with the last one. */
final class SpeechEventEncoder extends ServerEvents<SpeechEvent> {
    private Usage usage = Usage.none();

    SpeechEventEncoder(Function<GatewayError, Bytes> errors) {
        super(errors);
    }

    @Override
    public Bytes encode(SpeechEvent event) {
        return switch (event) {
            case SpeechEvent.Audio audio ->
                event(
                        "speech.audio.delta",
                        json -> json.string(
                                "audio",
                                Base64.getEncoder().encodeToString(audio.piece().toArray())));
            case SpeechEvent.UsageReported report -> {
                usage = report.total();
                yield Bytes.empty();
            }
            case SpeechEvent.Failed failed -> error(failed.error());
        };
    }

    @Override
    public Bytes end() {
        return event(
                "speech.audio.done",
                json -> json.object("usage")
                        .integer("input_tokens", usage.inputTokens())
                        .integer("output_tokens", usage.outputTokens())
                        .integer("total_tokens", usage.totalTokens())
                        .endObject());
    }
}
