package dev.switchboard.provider.watsonx;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.rerank.RerankRequest;
import dev.switchboard.spi.rerank.RerankRequest.Document;
import dev.switchboard.spi.rerank.RerankResponse;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.rerank.RerankTranslator;
import java.util.List;

/** Canonical reranking to {@code /ml/v1/text/rerank} and back. */
final class WatsonxRerank implements Translator<RerankRequest, RerankResponse, StreamEvent.None> {
    private final Service service;

    WatsonxRerank(Service service) {
        this.service = service;
    }

    @Override
    public UpstreamRequest encode(RerankRequest request, Target target) {
        Changes changes = new Changes();
        request.extras()
                .members()
                .keySet()
                .forEach(name -> changes.dropped(name, "the chosen provider has no such parameter"));
        JsonWriter out = new JsonWriter().object().raw(service.head(target)).string("query", request.query());
        documents(out, request.documents(), changes);
        if (request.limit().isPresent() || request.maxTokensPerDocument().isPresent()) {
            out.object("parameters");
            request.maxTokensPerDocument().ifPresent(limit -> out.integer("truncate_input_tokens", limit));
            request.limit()
                    .ifPresent(limit ->
                            out.object("return_options").integer("top_n", limit).endObject());
            out.endObject();
        }
        return UpstreamRequest.post(
                        service.url(target, "rerank"),
                        service.headers(),
                        out.endObject().bytes())
                .withChanges(changes.list());
    }

    private static void documents(JsonWriter out, List<Document> documents, Changes changes) {
        out.array("inputs");
        for (Document document : documents) {
            out.object();
            switch (document) {
                case Document.Text text -> out.string("text", text.text());
                case Document.Fields fields -> {
                    out.string("text", fields.json().text());
                    changes.changed("documents", "an object is ranked by the text of its JSON");
                }
            }
            out.endObject();
        }
        out.endArray();
    }

    @Override
    public RerankResponse decode(UpstreamReply reply) {
        RerankResponse ranked = RerankTranslator.read(reply.body());
        JsonValue json = JsonValue.parse(reply.body());
        long tokens = Math.clamp(json.integer("input_token_count").orElse(0), 0, 1_000_000_000_000L);
        return new RerankResponse(
                ranked.id(),
                json.string("model_id").orElse(""),
                ranked.results(),
                Usage.builder().set(Bucket.INPUT, tokens).build());
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return Errors.read(reply);
    }
}
