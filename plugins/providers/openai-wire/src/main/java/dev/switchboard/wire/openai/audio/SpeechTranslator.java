package dev.switchboard.wire.openai.audio;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.speech.SpeechEvent;
import dev.switchboard.spi.speech.SpeechRequest;
import dev.switchboard.spi.speech.SpeechRequest.Delivery;
import dev.switchboard.spi.speech.SpeechResponse;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Address;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.reply.ErrorReader;
import java.util.Optional;

/** Canonical speech to OpenAI's and back. */
public final class SpeechTranslator implements Translator<SpeechRequest, SpeechResponse, SpeechEvent> {
    private final Connection connection;
    private final Address address;

    /** Translates for one path, such as {@code /audio/speech}. */
    public SpeechTranslator(Connection connection, String path) {
        this.connection = connection;
        address = new Address(connection, path);
    }

    @Override
    public UpstreamRequest encode(SpeechRequest request, Target target) {
        boolean events = request.delivery() == Delivery.EVENTS;
        JsonWriter json =
                new JsonWriter().object().string("model", target.model()).string("input", request.input());
        if (!request.extras().in(Wire.OPENAI_SPEECH).containsKey("voice")) {
            json.string("voice", request.voice());
        }
        json.string("instructions", request.instructions())
                .string("response_format", request.format())
                .number("speed", request.speed());
        if (events) {
            json.string("stream_format", "sse");
        }
        json.raw(request.extras().in(Wire.OPENAI_SPEECH)).endObject();
        return UpstreamRequest.post(address.of(target, Optional.empty()), connection.jsonHeaders(), json.bytes())
                .withFraming(events ? Framing.SSE : Framing.CHUNKS);
    }

    @Override
    public SpeechResponse decode(UpstreamReply reply) {
        Sound.require(reply);
        return new SpeechResponse(
                reply.headers().first("content-type").orElse("application/octet-stream"), reply.body(), Usage.none());
    }

    @Override
    public SpeechResponse decode(UpstreamReply reply, SpeechRequest request) {
        SpeechResponse whole = decode(reply);
        return new SpeechResponse(whole.mediaType(), whole.audio(), characters(request.characters()));
    }

    @Override
    public StreamDecoder<SpeechEvent> decoder(SpeechRequest request) {
        return request.delivery() == Delivery.EVENTS
                ? new SpeechEventReader()
                : new SoundReader(characters(request.characters()));
    }

    /** What a reply of sound alone used: it does not say, so the request's characters are all that is known. */
    static Usage characters(int count) {
        return Usage.builder().set(Bucket.CHARACTERS, count).build();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
