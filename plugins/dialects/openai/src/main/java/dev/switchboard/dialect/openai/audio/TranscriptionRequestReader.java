package dev.switchboard.dialect.openai.audio;

import dev.switchboard.dialect.openai.common.FormFields;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.transcription.TranscriptionRequest;
import dev.switchboard.spi.transcription.TranscriptionRequest.Format;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes the canonical request from a form. */
final class TranscriptionRequestReader {
    private TranscriptionRequestReader() {}

    static TranscriptionRequest read(FormFields form, boolean translate) {
        Media.Upload audio = form.file("file");
        Optional<String> language = form.text("language");
        Optional<String> prompt = form.text("prompt");
        Format format = form.text("response_format")
                .map(TranscriptionRequestReader::format)
                .orElse(Format.JSON);
        OptionalDouble temperature = form.number("temperature");
        List<String> timestamps = form.texts("timestamp_granularities[]", "timestamp_granularities");
        boolean stream = form.flag("stream");
        return new TranscriptionRequest(
                form.require("model"),
                audio,
                translate,
                language,
                prompt,
                format,
                temperature,
                timestamps,
                stream,
                Extras.of(Wire.OPENAI_TRANSCRIPTIONS, form.unread()));
    }

    private static Format format(String value) {
        return switch (value) {
            case "json" -> Format.JSON;
            case "verbose_json" -> Format.VERBOSE_JSON;
            case "diarized_json" -> Format.DIARIZED_JSON;
            case "text" -> Format.TEXT;
            case "srt" -> Format.SRT;
            case "vtt" -> Format.VTT;
            default ->
                throw FormFields.invalid(
                        "response_format", value, "json, verbose_json, diarized_json, text, srt or vtt");
        };
    }
}
