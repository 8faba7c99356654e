package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.testkit.grammar.ResponsesGrammar;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a provider keeps is reached through the gateway, refused by name elsewhere, and never cached or left unguarded. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredResponsesTest {
    private static final String MODELS = """
            providers:
              openai: {type: openai, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
              chat: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}"}
            models:
              native: {targets: [{provider: openai, model: m}]}
              codex: {targets: [{provider: openai, model: gpt-5-codex}]}
              chat: {targets: [{provider: chat, model: m}]}
            """;
    private static final String GUARDED = MODELS + """
            guardrails:
              names: {type: patterns, check: [request, reply], rules: [{name: names, pattern: "Bob", action: mask}]}
            """;
    private static final Header NATIVE = new Header("x-switchboard-model", "native");

    private MockUpstream upstream;
    private TestingGateway gateway;
    private TestingGateway guarded;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder()
                .upstream(upstream)
                .config(MODELS + "caches: {memory: {type: memory}}\n")
                .start();
        guarded = Gateways.builder().upstream(upstream).config(GUARDED).start();
    }

    @AfterAll
    void stop() {
        guarded.close();
        gateway.close();
        upstream.close();
    }

    private ReceivedRequest received() {
        return upstream.requests().getLast();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /responses/resp_1, /responses/resp_1?include=a",
        "DELETE, /responses/resp_1, /responses/resp_1",
        "POST, /responses/resp_1/cancel, /responses/resp_1/cancel",
        "GET, /responses/resp_1/input_items, /responses/resp_1/input_items?limit=2&after=x",
    })
    void callsGoToTheProviderOfTheModelThatIsNamed(String method, String path, String target) throws IOException {
        String kept = "{\"id\":\"resp_1\", \"kept\":true}";
        upstream.otherwise(ignored -> Reply.json(kept));
        for (int i = 0; i < 2; i++) {
            int before = upstream.requestCount();
            try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
                http.request(method, "/v1" + target, gateway.headers(NATIVE), "");
                RawReply reply = http.readReply();
                assertEquals(200, reply.status(), reply::text);
                assertEquals(kept, reply.text());
            }
            assertEquals(before + 1, upstream.requestCount());
            assertEquals(method, received().method());
            assertEquals("/v1" + path, received().path());
            assertEquals("/v1" + target, received().target());
            assertEquals(
                    "Bearer sk-fake-upstream",
                    received().header("authorization").orElseThrow());
            assertFalse(received().header("x-switchboard-model").isPresent());
        }
    }

    @Test
    void theProvidersErrorsKeepTheirWords() throws IOException {
        upstream.otherwise(ignored -> Reply.json(404, Chat.error("Response not found")));
        RawReply reply = gateway.get("/v1/responses/resp_1", NATIVE);
        assertEquals(404, reply.status());
        assertTrue(reply.text().contains("Response not found"), reply::text);
    }

    @Test
    void whoCannotServeItSaysWhy() throws IOException {
        int before = upstream.requestCount();
        RawReply nameless = gateway.get("/v1/responses/resp_1");
        assertEquals(400, nameless.status());
        assertTrue(nameless.text().contains("x-switchboard-model"), nameless::text);
        RawReply elsewhere = gateway.get("/v1/responses/resp_1", new Header("x-switchboard-model", "chat"));
        assertEquals(400, elsewhere.status());
        assertTrue(elsewhere.text().contains("\"param\":\"response_id\""), elsewhere::text);
        assertEquals(400, gateway.get("/v1/responses/a%2F..%2Fb", NATIVE).status());
        assertEquals(
                400, gateway.get("/v1/responses/resp_1?stream=true", NATIVE).status());
        assertEquals(
                404,
                gateway.get("/v1/responses/resp_1", new Header("x-switchboard-model", "none"))
                        .status());
        RawReply unseen = guarded.get("/v1/responses/resp_1", NATIVE);
        assertEquals(400, unseen.status());
        assertTrue(unseen.text().contains("guardrails"), unseen::text);
        assertEquals(before, upstream.requestCount());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"previous_response_id\":\"resp_0\"",
                "\"conversation\":{\"id\":\"conv_0\"}",
                "\"prompt\":{\"id\":\"pmpt_0\"}",
                "\"background\":true"
            })
    void membersThatSpeakOfWhatIsKept(String member) throws IOException {
        String name = member.substring(1, member.indexOf('"', 1));
        String body = "{\"model\":\"MODEL\",\"input\":\"hi\"," + member + "}";
        RawReply refused = gateway.post(Responses.PATH, body.replace("MODEL", "chat"));
        assertEquals(400, refused.status());
        assertTrue(refused.text().contains("\"param\":\"" + name + "\""), refused::text);
        upstream.otherwise(ignored -> Responses.whole(Responses.message("Hello")));
        for (int i = 0; i < 2; i++) {
            int before = upstream.requestCount();
            assertEquals(
                    200,
                    gateway.post(Responses.PATH, body.replace("MODEL", "native"))
                            .status());
            assertEquals(before + 1, upstream.requestCount(), "not from the cache");
            assertEquals(body.replace("MODEL", "m"), received().bodyText());
        }
    }

    @Test
    void aGuardrailChangesTheRequestWithoutLosingWhatIsKept() throws IOException {
        upstream.otherwise(ignored -> Responses.whole(Responses.REASONING, Responses.message("Hello Bob")));
        RawReply reply = guarded.post(
                Responses.PATH,
                "{\"model\":\"native\",\"previous_response_id\":\"resp_0\",\"input\":\"I am Bob\",\"store\":true,"
                        + "\"text\":{\"verbosity\":\"low\"},\"truncation\":\"auto\"}");
        JsonValue sent = JsonValue.parse(Bytes.wrap(received().body()));
        assertEquals("/v1/responses", received().path());
        assertEquals("resp_0", sent.string("previous_response_id").orElseThrow());
        assertEquals("auto", sent.string("truncation").orElseThrow());
        assertEquals(true, sent.bool("store").orElseThrow());
        assertEquals("low", sent.get("text").string("verbosity").orElseThrow());
        assertEquals(
                "I am [removed]",
                sent.get("input").elements().getFirst().string("content").orElseThrow());
        assertTrue(reply.text().contains("Hello [removed]"), reply::text);
        assertTrue(reply.text().contains("\"encrypted_content\":\"sealed\""), reply::text);
    }

    @Test
    void aGuardrailChangesTheStreamAndItStaysOne() throws IOException {
        upstream.otherwise(
                ignored -> Responses.stream(Responses.REASONING, Responses.message("Hello Bob"), Responses.CALL));
        RawReply reply = guarded.post(Responses.PATH, Responses.streamed("native"));
        assertEquals(200, reply.status(), reply::text);
        JsonNode response = ResponsesGrammar.check(Bytes.wrap(reply.body()));
        assertEquals(
                "Hello [removed]",
                response.path("output")
                        .get(1)
                        .path("content")
                        .get(0)
                        .path("text")
                        .asString());
        assertEquals(
                "sealed",
                response.path("output").get(0).path("encrypted_content").asString());
        assertEquals("call_1", response.path("output").get(2).path("call_id").asString());
    }

    @Test
    void aModelThatHasResponsesOnlyIsReachedFromChatCompletions() throws IOException {
        upstream.otherwise(request -> request.path().equals(Responses.PATH)
                ? Responses.whole(Responses.message("Hello"))
                : Reply.json(404, Chat.error("This is not a chat model")));
        RawReply reply = gateway.post(Chat.PATH, Chat.request("codex"));
        assertTrue(reply.text().contains("\"content\":\"Hello\""), reply::text);
        JsonValue sent = JsonValue.parse(Bytes.wrap(received().body()));
        assertEquals(false, sent.bool("store").orElseThrow());
        assertEquals(
                List.of("reasoning.encrypted_content"),
                sent.get("include").elements().stream()
                        .map(each -> each.string().orElseThrow())
                        .toList());

        upstream.otherwise(ignored -> Responses.stream(Responses.REASONING, Responses.CALL));
        RawReply stream = gateway.post(Chat.PATH, Chat.streamed("codex"));
        assertTrue(stream.text().contains("\"signature\":\"openai:sealed\""), stream::text);
        assertTrue(stream.text().contains("\"finish_reason\":\"tool_calls\""), stream::text);
        assertTrue(stream.text().endsWith("data: [DONE]\n\n"), stream::text);
    }

    @Test
    void tokensAreCounted() throws IOException {
        upstream.otherwise(ignored -> Reply.json("{\"object\":\"response.input_tokens\",\"input_tokens\":47}"));
        RawReply reply = gateway.post("/v1/responses/input_tokens", Responses.request("native"));
        assertEquals("{\"object\":\"response.input_tokens\",\"input_tokens\":47}", reply.text());
        assertEquals("/v1/responses/input_tokens", received().path());
        assertEquals(
                400,
                gateway.post("/v1/responses/input_tokens", Responses.request("chat"))
                        .status());
    }
}
