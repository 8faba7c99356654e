package dev.switchboard.wire.gemini.embedding;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.gemini.GeminiConnection;
import dev.switchboard.wire.gemini.reply.ErrorReader;
import java.util.Map;
import java.util.Optional;

/** Canonical embeddings to {@code batchEmbedContents}, also for a single input, and back. */
public final class EmbeddingTranslator implements Translator<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> {
    private final GeminiConnection connection;

    /** Translates for one connection. */
    public EmbeddingTranslator(GeminiConnection connection) {
        this.connection = connection;
    }

    @Override
    public UpstreamRequest encode(EmbeddingRequest request, Target target) {
        Changes changes = new Changes();
        request.user().ifPresent(user -> changes.dropped("user", "the chosen provider has no such parameter"));
        JsonWriter out = new JsonWriter().object().array("requests");
        for (EmbeddingRequest.Input input : request.inputs()) {
            out.object().string("model", connection.resource(target.model()));
            content(input, out);
            out.string("taskType", request.task().map(TaskTypes::name));
            request.dimensions().ifPresent(length -> out.integer("outputDimensionality", length));
            out.raw(extras(request)).endObject();
        }
        return UpstreamRequest.post(
                        connection.url(target.model(), "batchEmbedContents", Optional.empty()),
                        connection.jsonHeaders(),
                        out.endArray().endObject().bytes())
                .withChanges(changes.list());
    }

    private static Map<String, JsonText> extras(EmbeddingRequest request) {
        return request.extras().in(Wire.GEMINI_EMBED, Wire.GEMINI_BATCH_EMBED);
    }

    private static void content(EmbeddingRequest.Input input, JsonWriter out) {
        out.object("content").array("parts").object();
        switch (input) {
            case EmbeddingRequest.Input.Text text -> out.string("text", text.text());
            case EmbeddingRequest.Input.Image image
            when image.media() instanceof Media.Inline inline ->
                out.object("inlineData")
                        .string("mimeType", inline.mediaType())
                        .string("data", inline.base64())
                        .endObject();
            default ->
                throw GatewayException.of(
                        ErrorKind.UNSUPPORTED,
                        "input: Gemini makes vectors of texts and pictures, not of token ids or addresses");
        }
        out.endObject().endArray().endObject();
    }

    @Override
    public EmbeddingResponse decode(UpstreamReply reply) {
        return VectorReader.read(reply.body());
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
