package dev.switchboard.wire.openai.rerank;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.rerank.RerankRequest;
import dev.switchboard.spi.rerank.RerankRequest.Document;
import dev.switchboard.spi.rerank.RerankResponse;
import dev.switchboard.spi.rerank.RerankResponse.Result;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Address;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.reply.Replies;
import dev.switchboard.wire.openai.reply.UsageReader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Canonical reranking to Jina's shape and back. Documents do not come back: whoever asked has them. */
public final class RerankTranslator implements Translator<RerankRequest, RerankResponse, StreamEvent.None> {
    private static final String EXPECTED = "a list of results with scores";

    private final Connection connection;
    private final Address address;

    /** Translates for one path, such as {@code /rerank}. */
    public RerankTranslator(Connection connection, String path) {
        this.connection = connection;
        address = new Address(connection, path);
    }

    @Override
    public UpstreamRequest encode(RerankRequest request, Target target) {
        JsonWriter json = new JsonWriter()
                .object()
                .string("model", target.model())
                .string("query", request.query())
                .array("documents");
        for (Document document : request.documents()) {
            switch (document) {
                case Document.Text text -> json.string(text.text());
                case Document.Fields fields -> json.raw(fields.json());
            }
        }
        json.endArray();
        request.limit().ifPresent(limit -> json.integer("top_n", limit));
        json.bool("return_documents", false);
        request.maxTokensPerDocument().ifPresent(limit -> json.integer("max_tokens_per_doc", limit));
        json.raw(request.extras().in(Wire.JINA_RERANK)).endObject();
        return UpstreamRequest.post(address.of(target, Optional.empty()), connection.jsonHeaders(), json.bytes());
    }

    @Override
    public RerankResponse decode(UpstreamReply reply) {
        return read(reply.body());
    }

    /** Reads a reply. Also lists called {@code data} and scores called {@code score}, as some servers have them. */
    public static RerankResponse read(Bytes body) {
        JsonValue reply = Replies.read(body, EXPECTED);
        JsonValue list = reply.get("results").isArray() ? reply.get("results") : reply.get("data");
        if (!list.isArray()) {
            throw Replies.unexpected(EXPECTED);
        }
        List<Result> results = list.elements().stream()
                .map(RerankTranslator::result)
                .sorted(Comparator.comparingDouble(Result::score).reversed())
                .toList();
        return new RerankResponse(
                reply.string("id").orElse(""), reply.string("model").orElse(""), results, usage(reply));
    }

    private static Result result(JsonValue result) {
        long index = result.integer("index").orElse(-1);
        double score =
                result.number("relevance_score").orElse(result.number("score").orElse(Double.NaN));
        if (index < 0 || index > Integer.MAX_VALUE || Double.isNaN(score)) {
            throw Replies.unexpected(EXPECTED);
        }
        return new Result((int) index, score);
    }

    /** What a reply says was used: tokens, or searches in the words of Cohere. */
    public static Usage usage(JsonValue reply) {
        long searches = Replies.count(reply.get("meta").get("billed_units"), "search_units");
        Usage tokens = UsageReader.read(reply.get("usage")).orElse(Usage.none());
        return tokens.plus(Usage.builder().set(Bucket.REQUESTS, searches).build());
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
