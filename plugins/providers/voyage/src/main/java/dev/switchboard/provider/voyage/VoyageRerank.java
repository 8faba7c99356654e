package dev.switchboard.provider.voyage;

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
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.request.VendorMembers;
import dev.switchboard.wire.openai.rerank.DocumentTexts;
import dev.switchboard.wire.openai.rerank.RerankTranslator;
import java.util.Optional;
import java.util.Set;

/** Canonical reranking to {@code POST /rerank} and back. Voyage says {@code top_k}, and calls the results {@code data}. */
final class VoyageRerank implements Translator<RerankRequest, RerankResponse, StreamEvent.None> {
    private static final VendorMembers OWN = new VendorMembers("Voyage", Set.of("truncation"), Set.of());

    private final Connection connection;

    VoyageRerank(Connection connection) {
        this.connection = connection;
    }

    @Override
    public UpstreamRequest encode(RerankRequest request, Target target) {
        Changes changes = new Changes();
        JsonWriter json = new JsonWriter().object().string("query", request.query());
        DocumentTexts.write(json, request.documents(), changes);
        json.string("model", target.model());
        request.limit().ifPresent(limit -> json.integer("top_k", limit));
        if (request.maxTokensPerDocument().isPresent()) {
            changes.dropped("max_tokens_per_doc", "Voyage has no such parameter");
        }
        OWN.write(json, request.extras().in(Wire.JINA_RERANK, Wire.COHERE_RERANK), changes);
        return UpstreamRequest.post(
                        connection.url("/rerank", Optional.empty()),
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
        return ErrorReader.read(reply);
    }
}
