package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Callers of both shapes reach providers of all three. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RerankTest {
    private static final String ASKED =
            "{\"model\":\"%s\",\"query\":\"q\",\"documents\":[\"a\",{\"text\":\"b\"}],\"top_n\":1}";
    private static final String JINA = "{\"model\":\"up\",\"results\":[{\"index\":1,\"relevance_score\":0.75,"
            + "\"document\":{\"text\":\"b\"}}],\"usage\":{\"total_tokens\":7}}";
    private static final String COHERE = "{\"id\":\"r-1\",\"results\":[{\"index\":1,\"relevance_score\":0.75}],"
            + "\"meta\":{\"api_version\":{\"version\":\"2\"},\"billed_units\":{\"search_units\":1}}}";
    private static final String VOYAGE = "{\"object\":\"list\",\"data\":[{\"relevance_score\":0.75,\"index\":1}],"
            + "\"model\":\"up\",\"usage\":{\"total_tokens\":7}}";

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  jina: {type: jina, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-1}
                  cohere: {type: cohere, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-2}
                  voyage: {type: voyage, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-3}
                models:
                  jina: {targets: [{provider: jina, model: up}]}
                  cohere: {targets: [{provider: cohere, model: up}]}
                  voyage: {targets: [{provider: voyage, model: up}]}
                """).start();
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    private RawReply ask(String path, String model, String answer) throws IOException {
        upstream.enqueue(Reply.json(answer));
        RawReply reply = gateway.post(path, ASKED.formatted(model));
        assertEquals(200, reply.status(), reply::text);
        return reply;
    }

    private String sent() {
        return upstream.requests().getLast().bodyText();
    }

    @Test
    void sameShapesAreRelayed() throws IOException {
        assertEquals(JINA, ask("/v1/rerank", "jina", JINA).text());
        assertEquals(ASKED.formatted("up"), sent());
        assertEquals(COHERE, ask("/v2/rerank", "cohere", COHERE).text());
        assertEquals(ASKED.formatted("up"), sent());
    }

    @Test
    void documentsComeBackWhoeverAnswers() throws IOException {
        String cohere = ask("/rerank", "cohere", COHERE).text();
        String voyage = ask("/v1/rerank", "voyage", VOYAGE).text();

        for (String reply : new String[] {cohere, voyage}) {
            assertTrue(
                    reply.contains(
                            "\"results\":[{\"index\":1,\"relevance_score\":0.75,\"document\":{\"text\":\"b\"}}]"),
                    reply);
        }
        assertTrue(cohere.contains("\"billed_units\":{\"search_units\":1}"), cohere);
        assertTrue(voyage.contains("\"total_tokens\":7"), voyage);
        assertEquals("{\"query\":\"q\",\"documents\":[\"a\",\"b\"],\"model\":\"up\",\"top_k\":1}", sent());
    }

    @Test
    void cohereShapeWithoutDocuments() throws IOException {
        String reply = ask("/v2/rerank", "jina", JINA).text();

        assertTrue(reply.contains("\"results\":[{\"index\":1,\"relevance_score\":0.75}]"), reply);
        assertEquals(
                "{\"model\":\"up\",\"query\":\"q\",\"documents\":[\"a\",\"b\"],\"top_n\":1,\"return_documents\":false}",
                sent());
    }

    @Test
    void aDocumentThatNobodySentIsAnError() throws IOException {
        upstream.enqueue(Reply.json(COHERE.replace("\"index\":1", "\"index\":9")));

        RawReply reply = gateway.post("/v1/rerank", ASKED.formatted("cohere"));

        assertEquals(502, reply.status(), reply::text);
        assertTrue(reply.text().contains("document 9"), reply::text);
    }

    @Test
    void refusesWhatIsNoQuestion() throws IOException {
        RawReply none = gateway.post("/v1/rerank", "{\"model\":\"jina\",\"query\":\"q\",\"documents\":[]}");
        RawReply odd = gateway.post("/v1/rerank", "{\"model\":\"voyage\",\"query\":\"q\",\"documents\":[7]}");

        assertEquals(400, none.status(), none::text);
        assertTrue(none.text().contains("'documents'"), none::text);
        assertEquals(400, odd.status(), odd::text);
        assertTrue(odd.text().contains("documents[0]"), odd::text);
    }
}
