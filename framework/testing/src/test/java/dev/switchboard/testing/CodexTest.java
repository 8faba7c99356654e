package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.testkit.grammar.ResponsesGrammar;
import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What Codex, an agent that speaks responses and nothing else, sends and relies on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodexTest {
    private static final Header[] HEADERS = {
        new Header("accept", "text/event-stream"),
        new Header("originator", "codex_exec"),
        new Header("session-id", "0198-session"),
        new Header("thread-id", "0198-thread"),
        new Header("x-client-request-id", "0198-session"),
        new Header("x-codex-window-id", "0198-session:0"),
        new Header("x-codex-turn-metadata", "{\"turn_id\":\"0198-turn\",\"sandbox\":\"none\"}"),
        new Header("x-codex-beta-features", "next_week"),
    };

    /** A turn in the middle of a task: all kinds of tools, reasoning and calls that come back, fields of next week. */
    private static final String TURN = """
            {"model":"MODEL","stream":true,"input":[\
            {"type":"additional_tools","role":"developer","tools":[{"type":"function","name":"late","parameters":{}}]},\
            {"type":"message","role":"developer","content":[{"type":"input_text","text":"<permissions>"}]},\
            {"type":"message","role":"user","content":[{"type":"input_text","text":"List the files"}]},\
            {"type":"reasoning","id":"rs_1","summary":[],"content":null,"encrypted_content":"sealed"},\
            {"type":"function_call","id":"fc_1","name":"list","namespace":"mcp__files","arguments":"{}","call_id":"call_1"},\
            {"type":"function_call","id":"fc_2","name":"shell","arguments":"{\\"cmd\\":\\"ls\\"}","call_id":"call_2"},\
            {"type":"function_call_output","call_id":"call_1","output":"a.txt"},\
            {"type":"function_call_output","call_id":"call_2","output":[{"type":"input_text","text":"b.txt"}]},\
            {"type":"custom_tool_call","status":"completed","call_id":"call_3","name":"apply_patch","input":"*** Begin"},\
            {"type":"custom_tool_call_output","call_id":"call_3","output":"done"}],\
            "tools":[{"type":"function","name":"shell","strict":false,"parameters":{"type":"object"}},\
            {"type":"custom","name":"apply_patch","format":{"type":"grammar","syntax":"lark","definition":"start: /x/"}},\
            {"type":"namespace","name":"mcp__files","description":"Files","tools":[\
            {"type":"function","name":"list","strict":false,"defer_loading":true,"parameters":{"type":"object"}}]},\
            {"type":"tool_search","execution":"client"},{"type":"web_search","external_web_access":true}],\
            "tool_choice":"auto","parallel_tool_calls":true,"reasoning":{"summary":"auto","context":"next_week"},\
            "store":false,"include":["reasoning.encrypted_content","next_week"],"prompt_cache_key":"0198-session",\
            "client_metadata":{"x-codex-installation-id":"1"},"next_week":{"deep":[1, 2.50]}}""";

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder()
                .upstream(upstream)
                .set("server.keep-alive", "50ms")
                .config("""
                providers:
                  openai: {type: openai, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                  chat: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}"}
                models:
                  native: {targets: [{provider: openai, model: m}]}
                  chat: {targets: [{provider: chat, model: m}]}
                """)
                .start();
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    private RawReply turn(String model, Reply reply) throws IOException {
        upstream.otherwise(ignored -> reply);
        return gateway.post(Responses.PATH, TURN.replace("MODEL", model), HEADERS);
    }

    private static JsonNode checked(RawReply reply) {
        assertEquals(200, reply.status(), reply::text);
        assertFalse(reply.text().contains("[DONE]"), reply::text);
        return ResponsesGrammar.check(Bytes.wrap(reply.body()));
    }

    @Test
    void aProviderOfTheFormatGetsEveryByteAndSoDoesCodex() throws IOException {
        Reply answer = Responses.stream(Responses.REASONING, Responses.CALL);
        RawReply reply = turn("native", answer);
        ReceivedRequest received = upstream.requests().getLast();
        assertEquals("/v1/responses", received.path());
        assertEquals(TURN.replace("MODEL", "m"), received.bodyText());
        for (Header header : HEADERS) {
            assertEquals(header.value(), received.header(header.name()).orElseThrow(), header.name());
        }
        upstream.otherwise(ignored -> answer);
        try (RawHttp direct = RawHttp.connect(upstream.baseUrl())) {
            direct.request("POST", "/v1/responses", List.of(), "{}");
            assertArrayEquals(direct.readReply().body(), reply.body());
        }
    }

    @Test
    void aProviderOfChatCompletionsGetsTheSameInItsOwnWords() throws IOException {
        RawReply reply = turn("chat", Chat.stream());
        checked(reply);
        String sent = upstream.requests().getLast().bodyText();
        JsonValue body = JsonValue.parse(Bytes.utf8(sent));
        assertEquals(
                List.of("shell", "apply_patch", "mcp__files__list", "late"),
                body.get("tools").elements().stream().map(CodexTest::nameOf).toList());
        assertEquals(
                List.of("system", "user", "assistant", "tool", "tool", "assistant", "tool"),
                body.get("messages").elements().stream()
                        .map(message -> message.string("role").orElseThrow())
                        .toList());
        assertEquals(
                List.of("mcp__files__list", "shell"),
                body.get("messages").elements().get(2).get("tool_calls").elements().stream()
                        .map(CodexTest::nameOf)
                        .toList());
        assertFalse(sent.contains("next_week") || sent.contains("client_metadata"), sent);
        String warning = reply.header("x-switchboard-warning").orElseThrow();
        assertTrue(warning.contains("client_metadata") && warning.contains("WEB_SEARCH"), warning);

        turn("chat", Chat.stream());
        assertEquals(sent, upstream.requests().getLast().bodyText());
    }

    private static String nameOf(JsonValue tool) {
        return tool.get("function")
                .string("name")
                .or(() -> tool.get("custom").string("name"))
                .orElseThrow();
    }

    @Test
    void toolsRunFromTheWholeItemUnderTheNamesTheyWereGiven() throws IOException {
        JsonNode response = checked(turn(
                "chat",
                Reply.sse(
                        Chat.chunk(call(0, "mcp__files__list", "{}"), "null"),
                        Chat.chunk(call(1, "shell", "{\\\"cmd\\\":\\\"ls\\\"}"), "null"),
                        Chat.chunk("{}", "\"tool_calls\""),
                        Chat.DONE)));
        assertEquals(
                "mcp__files", response.path("output").get(0).path("namespace").asString());
        assertEquals("list", response.path("output").get(0).path("name").asString());
        assertEquals("shell", response.path("output").get(1).path("name").asString());
        assertEquals(
                "{\"cmd\":\"ls\"}",
                response.path("output").get(1).path("arguments").asString());
        assertTrue(response.path("id").asString().startsWith("resp_"));
    }

    private static String call(int index, String name, String arguments) {
        return "{\"tool_calls\":[{\"index\":" + index + ",\"id\":\"call_" + index + "\",\"type\":\"function\","
                + "\"function\":{\"name\":\"" + name + "\",\"arguments\":\"" + arguments + "\"}}]}";
    }

    @Test
    void usageIsThreeIntegers() throws IOException {
        JsonNode usage = checked(turn(
                        "chat",
                        Reply.sse(
                                Chat.text("Hi"),
                                Chat.chunk("{}", "\"stop\""),
                                "{\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3,"
                                        + "\"total_tokens\":12}}",
                                Chat.DONE)))
                .path("usage");
        assertEquals(9, usage.path("input_tokens").asInt());
        assertEquals(3, usage.path("output_tokens").asInt());
        assertEquals(12, usage.path("total_tokens").asInt());
    }

    @Test
    void aCutIsNeverACleanEnd() throws IOException {
        JsonNode failed = checked(turn("chat", Reply.sse(Chat.text("Hel"))));
        assertEquals("failed", failed.path("status").asString());
        RawReply cut = turn("native", Responses.cut(Responses.message("Hel")));
        assertFalse(cut.text().contains("response.completed"), cut::text);
        assertTrue(cut.text().contains("event: response.failed\n"), cut::text);
    }

    @Test
    void codesOfErrorsKeepTheirMeaningInTheStream() throws IOException {
        for (String code : List.of(
                "context_length_exceeded",
                "insufficient_quota",
                "usage_not_included",
                "rate_limit_exceeded",
                "server_is_overloaded")) {
            JsonNode failed = checked(turn(
                    "chat",
                    Reply.sse(
                            Chat.text("Hel"),
                            Chat.error("Please try again in 1.5s.").replace("some_code", code))));
            assertEquals(code, failed.path("error").path("code").asString());
            assertEquals(
                    "Please try again in 1.5s.",
                    failed.path("error").path("message").asString());
        }
    }

    @Test
    void anErrorBeforeTheStreamIsTheProvidersOwn() throws IOException {
        String words =
                "{\"error\":{\"type\":\"usage_limit_reached\",\"message\":\"no\",\"plan_type\":\"plus\",\"resets_at\":7}}";
        RawReply reply = turn("native", Reply.json(429, words));
        assertEquals(429, reply.status());
        assertEquals(words, reply.text());
    }

    @Test
    void silenceIsFilledWithCommentsAndAFailureAfterItIsAnEvent() throws IOException {
        Gate gate = Gate.closed();
        upstream.otherwise(ignored ->
                Reply.status(503).hold(gate).json(Chat.error("overloaded")).build());
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            http.request("POST", Responses.PATH, gateway.headers(), Responses.streamed("chat"));
            ReplyStream reply = http.readHead();
            StringBuilder read = new StringBuilder(new String(reply.next(), StandardCharsets.UTF_8));
            assertTrue(read.toString().startsWith(": keep-alive\n\n"), read::toString);
            gate.open();
            for (byte[] piece = reply.next(); piece != null; piece = reply.next()) {
                read.append(new String(piece, StandardCharsets.UTF_8));
            }
            assertTrue(read.toString().contains("event: response.failed\n"), read::toString);
            assertTrue(read.toString().contains("overloaded"), read::toString);
        }
    }

    @Test
    void onlyCompactionAtItsProviderIsCompaction() throws IOException {
        String body = "{\"model\":\"MODEL\",\"input\":[{\"type\":\"message\",\"role\":\"user\",\"content\":\"hi\"}]}";
        String compacted = "{\"id\":\"cmp_1\",\"object\":\"response.compaction\",\"output\":[]}";
        upstream.otherwise(ignored -> Reply.json(compacted));
        RawReply reply = gateway.post("/v1/responses/compact", body.replace("MODEL", "native"));
        assertEquals(compacted, reply.text());
        assertEquals(body.replace("MODEL", "m"), upstream.requests().getLast().bodyText());
        RawReply refused = gateway.post("/v1/responses/compact", body.replace("MODEL", "chat"));
        assertEquals(400, refused.status());
        assertTrue(refused.text().contains("/responses/compact"), refused::text);
    }
}
