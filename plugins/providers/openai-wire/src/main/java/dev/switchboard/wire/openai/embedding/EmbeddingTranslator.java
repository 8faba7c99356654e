package dev.switchboard.wire.openai.embedding;

import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Address;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.reply.ErrorReader;
import java.util.Optional;
import java.util.Set;

/** Canonical embeddings to OpenAI embeddings and back. */
public final class EmbeddingTranslator implements Translator<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> {
    private static final Set<String> WRITTEN = Set.of("model", "input", "dimensions", "encoding_format", "user");

    private final Connection connection;
    private final Address address;

    /** Translates for one path, such as {@code /embeddings}. */
    public EmbeddingTranslator(Connection connection, String path) {
        this.connection = connection;
        this.address = new Address(connection, path);
    }

    @Override
    public UpstreamRequest encode(EmbeddingRequest request, Target target) {
        JsonWriter out = new JsonWriter().object().string("model", target.model());
        inputs(request, out);
        if (request.dimensions().isPresent()) {
            refuseIfUnknown("dimensions");
            out.raw("dimensions", JsonText.number(request.dimensions().getAsInt()));
        }
        if (connection.quirks().base64Vectors()) {
            out.string("encoding_format", "base64");
        }
        out.string("user", request.user());
        request.extras().in(Wire.OPENAI_EMBEDDINGS).forEach((name, value) -> {
            if (!WRITTEN.contains(name)) {
                out.raw(name, value);
            }
        });
        Bytes body = out.endObject().bytes();
        return UpstreamRequest.post(address.of(target, Optional.empty()), connection.jsonHeaders(), body);
    }

    private void refuseIfUnknown(String member) {
        if (connection.quirks().refuse().contains(member)) {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED, member + ": the chosen provider does not support it; leave it out");
        }
    }

    /** Always a list: a single text is a list of one to every server. */
    private static void inputs(EmbeddingRequest request, JsonWriter out) {
        out.array("input");
        for (EmbeddingRequest.Input input : request.inputs()) {
            switch (input) {
                case EmbeddingRequest.Input.Text text -> out.string(text.text());
                case EmbeddingRequest.Input.Tokens tokens -> {
                    out.array();
                    tokens.tokens().forEach(token -> out.raw(JsonText.number(token)));
                    out.endArray();
                }
                default ->
                    throw GatewayException.of(
                            ErrorKind.UNSUPPORTED, "input: the chosen provider makes vectors of texts only");
            }
        }
        out.endArray();
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
