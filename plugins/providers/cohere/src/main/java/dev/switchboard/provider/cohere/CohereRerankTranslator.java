package dev.switchboard.provider.cohere;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.rerank.RerankRequest;
import dev.switchboard.spi.rerank.RerankResponse;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.rerank.DocumentTexts;
import dev.switchboard.wire.openai.rerank.RerankTranslator;
import java.util.Optional;

/** Canonical reranking to {@code POST /v2/rerank} and back. */
final class CohereRerankTranslator implements Translator<RerankRequest, RerankResponse, StreamEvent.None> {
    private final Connection connection;
    private final String path;

    CohereRerankTranslator(Connection connection, String path) {
        this.connection = connection;
        this.path = path;
    }

    @Override
    public UpstreamRequest encode(RerankRequest request, Target target) {
        Changes changes = new Changes();
        JsonWriter json =
                new JsonWriter().object().string("model", target.model()).string("query", request.query());
        DocumentTexts.write(json, request.documents(), changes);
        request.limit().ifPresent(limit -> json.integer("top_n", limit));
        request.maxTokensPerDocument().ifPresent(limit -> json.integer("max_tokens_per_doc", limit));
        json.raw(request.extras().in(Wire.COHERE_RERANK));
        request.extras()
                .in(Wire.JINA_RERANK)
                .keySet()
                .forEach(name -> changes.dropped(name, "Cohere has no such parameter"));
        return UpstreamRequest.post(
                        connection.url(path, Optional.empty()),
                        connection.jsonHeaders(),
                        json.endObject().bytes())
                .withChanges(changes.list());
    }

    @Override
    public RerankResponse decode(UpstreamReply reply) {
        return RerankTranslator.read(reply.body());
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return CohereErrors.read(reply);
    }
}
