package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

/** {@code :embedContent} of one content, and {@code :batchEmbedContents} of several. */
final class EmbedEndpoint implements Endpoint<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> {
    private final Wire wire;
    private final String action;
    private final boolean several;

    private EmbedEndpoint(Wire wire, String action, boolean several) {
        this.wire = wire;
        this.action = action;
        this.several = several;
    }

    static EmbedEndpoint one() {
        return new EmbedEndpoint(Wire.GEMINI_EMBED, "embedContent", false);
    }

    static EmbedEndpoint several() {
        return new EmbedEndpoint(Wire.GEMINI_BATCH_EMBED, "batchEmbedContents", true);
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public List<String> paths() {
        return GeminiDialect.paths(action);
    }

    @Override
    public Operation<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> operation() {
        return Operation.EMBEDDING;
    }

    @Override
    public Wire wire() {
        return wire;
    }

    @Override
    public Call<EmbeddingRequest> read(HttpRequest request, Bytes body) {
        RequestHead head = new RequestHead(request, body);
        if (several) {
            head.requireList("requests");
        } else {
            head.fields().require("content");
        }
        EmbeddingRequestReader reader = new EmbeddingRequestReader(head.model(), wire);
        return head.call(false, fields -> several ? reader.several(fields) : reader.one(fields))
                .build();
    }

    @Override
    public HttpReply write(EmbeddingResponse response, Call<EmbeddingRequest> call) {
        JsonWriter out = new JsonWriter().object();
        if (several) {
            out.array("embeddings");
            response.vectors().forEach(vector -> vector(out.object(), vector));
            out.endArray();
        } else {
            vector(out.object("embedding"), response.vectors().getFirst());
        }
        long tokens = response.usage().inputTokens();
        if (tokens > 0) {
            out.object("usageMetadata").integer("promptTokenCount", tokens).endObject();
        }
        return GeminiDialect.json(out.endObject().bytes());
    }

    private static void vector(JsonWriter out, float[] vector) {
        out.array("values");
        for (float number : vector) {
            out.raw(new JsonText(Float.toString(number)));
        }
        out.endArray().endObject();
    }
}
