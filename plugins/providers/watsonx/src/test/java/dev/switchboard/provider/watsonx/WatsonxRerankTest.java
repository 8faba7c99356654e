package dev.switchboard.provider.watsonx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.rerank.RerankRequest;
import dev.switchboard.spi.rerank.RerankRequest.Document;
import dev.switchboard.spi.rerank.RerankResponse;
import dev.switchboard.spi.rerank.RerankResponse.Result;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WatsonxRerankTest {
    private final WatsonxRerank rerank = new WatsonxRerank(
            new Service("https://w.test", "2025-02-06", Optional.of(Map.entry("project_id", "p")), Headers.none()));

    private static UpstreamReply reply(String body) {
        return new UpstreamReply(200, Headers.none(), Bytes.utf8(body));
    }

    @Test
    void asksInItsWords() {
        UpstreamRequest sent = rerank.encode(
                new RerankRequest(
                        "m",
                        "q",
                        List.of(new Document.Text("a"), new Document.Fields(new JsonText("{\"b\":1}"))),
                        OptionalInt.of(1),
                        true,
                        OptionalInt.of(50),
                        Extras.NONE),
                Target.of("w", "cross-encoder/ms-marco"));
        assertEquals(
                "https://w.test/ml/v1/text/rerank?version=2025-02-06",
                sent.url().toString());
        assertEquals(
                "{\"model_id\":\"cross-encoder/ms-marco\",\"project_id\":\"p\",\"query\":\"q\",\"inputs\":[{\"text\":\"a\"},"
                        + "{\"text\":\"{\\\"b\\\":1}\"}],\"parameters\":{\"truncate_input_tokens\":50,"
                        + "\"return_options\":{\"top_n\":1}}}",
                sent.body().utf8());
        assertEquals(1, sent.changes().size());
    }

    @Test
    void readsScoresBestFirst() {
        RerankResponse read = rerank.decode(reply("{\"model_id\":\"m\",\"results\":[{\"index\":1,\"score\":-0.5},"
                + "{\"index\":0,\"score\":2.9}],\"input_token_count\":7}"));
        assertEquals(List.of(new Result(0, 2.9), new Result(1, -0.5)), read.results());
        assertEquals("m", read.model());
        assertEquals(7, read.usage().of(Bucket.INPUT));
        assertThrows(GatewayException.class, () -> rerank.decode(reply("{}")));
    }
}
