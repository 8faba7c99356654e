package dev.switchboard.dialect.openai.rerank;

import dev.switchboard.dialect.openai.common.JsonCall;
import dev.switchboard.dialect.openai.common.Paths;
import dev.switchboard.dialect.openai.common.PostEndpoint;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.rerank.RerankRequest;
import dev.switchboard.spi.rerank.RerankResponse;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

/** {@code POST /rerank} in one of its two shapes. */
public final class RerankEndpoint extends PostEndpoint<RerankRequest, RerankResponse, StreamEvent.None> {
    private final boolean documentsByDefault;

    private RerankEndpoint(List<String> paths, Wire wire, boolean documentsByDefault) {
        super(paths, Operation.RERANK, wire);
        this.documentsByDefault = documentsByDefault;
    }

    /** As Jina has it: documents come back unless the caller declines. */
    public static RerankEndpoint jina() {
        return new RerankEndpoint(Paths.of("/rerank"), Wire.JINA_RERANK, true);
    }

    /** As Cohere's second version has it: documents do not come back. */
    public static RerankEndpoint cohere() {
        return new RerankEndpoint(List.of("/v2/rerank"), Wire.COHERE_RERANK, false);
    }

    @Override
    public Call<RerankRequest> read(HttpRequest request, Bytes body) {
        JsonCall head = new JsonCall(body);
        String model = head.model();
        head.require("query");
        if (head.require("documents").isEmptyArray()) {
            head.require("documents").failValue("at least one document");
        }
        return head.toCall(request, model, false, json -> RerankRequestReader.read(json, wire(), documentsByDefault));
    }

    @Override
    public HttpReply write(RerankResponse response, Call<RerankRequest> call) {
        return HttpReply.json(200, RerankWriter.write(response, call.request()));
    }
}
