package dev.switchboard.provider.bedrock.embedding;

import dev.switchboard.provider.bedrock.ModelName;
import dev.switchboard.provider.bedrock.Runtime;
import dev.switchboard.provider.bedrock.reply.ErrorReader;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;

/** Canonical embeddings to {@code InvokeModel}, in the format of the model's maker, and back. */
public final class EmbeddingTranslator implements Translator<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> {
    private final Runtime runtime;
    private final Headers headers;

    /** Translates for that runtime. @param headers what each call carries */
    public EmbeddingTranslator(Runtime runtime, Headers headers) {
        this.runtime = runtime;
        this.headers = headers;
    }

    @Override
    public UpstreamRequest encode(EmbeddingRequest request, Target target) {
        Changes changes = new Changes();
        ModelName model = ModelName.of(target.model());
        request.user().ifPresent(_ -> changes.dropped("user", "the chosen provider has no such parameter"));
        request.extras()
                .members()
                .keySet()
                .forEach(name -> changes.dropped(name, "the chosen provider has no such parameter"));
        JsonWriter out = new JsonWriter().object();
        EmbeddingFormat.of(model).write(request, model, out, changes);
        return UpstreamRequest.post(
                        runtime.url(target.model(), "invoke"),
                        headers,
                        out.endObject().bytes())
                .withChanges(changes.list());
    }

    @Override
    public EmbeddingResponse decode(UpstreamReply reply) {
        return VectorReader.read(reply);
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
