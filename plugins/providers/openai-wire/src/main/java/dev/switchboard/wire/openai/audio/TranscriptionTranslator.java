package dev.switchboard.wire.openai.audio;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.MultipartForm;
import dev.switchboard.spi.http.MultipartForm.Part;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.transcription.TranscriptionEvent;
import dev.switchboard.spi.transcription.TranscriptionRequest;
import dev.switchboard.spi.transcription.TranscriptionResponse;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Address;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.form.FormFields;
import dev.switchboard.wire.openai.reply.ErrorReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Canonical transcriptions to OpenAI's and back. */
public final class TranscriptionTranslator
        implements Translator<TranscriptionRequest, TranscriptionResponse, TranscriptionEvent> {
    private static final String TRANSCRIPTIONS = "/audio/transcriptions";
    private static final String TRANSLATIONS = "/audio/translations";

    private final Connection connection;

    /** Translates for a server that has both paths. */
    public TranscriptionTranslator(Connection connection) {
        this.connection = connection;
    }

    @Override
    public UpstreamRequest encode(TranscriptionRequest request, Target target) {
        List<Part> parts = new ArrayList<>();
        parts.add(Part.text("model", target.model()));
        request.language().ifPresent(language -> parts.add(Part.text("language", language)));
        request.prompt().ifPresent(prompt -> parts.add(Part.text("prompt", prompt)));
        parts.add(Part.text("response_format", request.format().name().toLowerCase(Locale.ROOT)));
        request.temperature()
                .ifPresent(temperature -> parts.add(
                        Part.text("temperature", JsonWriter.number(temperature).text())));
        request.timestamps().forEach(what -> parts.add(Part.text("timestamp_granularities[]", what)));
        if (request.stream()) {
            parts.add(Part.text("stream", "true"));
        }
        request.extras()
                .in(Wire.OPENAI_TRANSCRIPTIONS)
                .forEach((name, value) -> parts.addAll(FormFields.of(name, value)));
        parts.add(FormFields.file("file", request.audio()));
        URI url = new Address(connection, request.translate() ? TRANSLATIONS : TRANSCRIPTIONS)
                .of(target, Optional.empty());
        return FormFields.post(connection, url, new MultipartForm(parts));
    }

    @Override
    public TranscriptionResponse decode(UpstreamReply reply) {
        return TranscriptionReader.read(reply.body());
    }

    @Override
    public TranscriptionResponse decode(UpstreamReply reply, TranscriptionRequest request) {
        boolean json = reply.headers().first("content-type").orElse("").startsWith("application/json");
        return request.format().isPlain() && !json
                ? TranscriptionReader.plain(reply.body().utf8(), request.format())
                : decode(reply);
    }

    @Override
    public StreamDecoder<TranscriptionEvent> decoder() {
        return new TranscriptionEventReader();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
