package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a provider's own tools cost beside tokens is reported, in whichever format the caller speaks, whole and streamed. */
class ToolFeesTest {
    private static final String SEARCH = """
            {"id":"ws_1","type":"web_search_call","status":"completed","action":{"type":"search","queries":["weather Oslo"],\
            "query":"weather Oslo"}}""";
    private static final String PAGE = """
            {"id":"ws_2","type":"web_search_call","status":"completed","action":{"type":"open_page","url":"https://a.test"}}""";
    private static final String FILES = """
            {"id":"fs_1","type":"file_search_call","status":"completed","queries":["weather"],"results":null}""";
    private static final String CODE = """
            {"id":"ci_1","type":"code_interpreter_call","status":"completed","code":"1","container_id":"cntr_1","outputs":null}""";
    private static final String GROUNDED = """
            {"candidates":[{"content":{"role":"model","parts":[{"text":"Cold"}]},"finishReason":"STOP","index":0,\
            "groundingMetadata":{"webSearchQueries":["weather Oslo","","snow Oslo"],\
            "groundingChunks":[{"web":{"uri":"https://a.test","title":"a"}}]}}],\
            "usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":2,"totalTokenCount":5},\
            "modelVersion":"gemini-3.5-flash","responseId":"r"}""";

    private final TestingAccounts accounts = new TestingAccounts();
    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder()
                .plugin(accounts)
                .upstream(upstream)
                .config("""
                providers:
                  responses: {type: openai, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                  gemini: {type: gemini, base-url: "${env:UPSTREAM_URL}beta", api-key: sk-fake-upstream}
                models:
                  responses: {targets: [{provider: responses, model: codex}]}
                  gemini: {targets: [{provider: gemini, model: m}]}
                """ + TestingAccounts.CONFIG)
                .start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    private String used(String path, String request) throws IOException {
        RawReply reply = gateway.post(path, request);
        assertEquals(200, reply.status(), reply::text);
        return accounts.next().attempts().getFirst().usage().toString();
    }

    @ParameterizedTest
    @EnumSource
    void ofOpenAi(CutFormat asked) throws IOException {
        String[] items = {SEARCH, PAGE, FILES, CODE, Responses.message("Cold")};
        String expected =
                "Usage[INPUT=5, CACHE_READ=4, OUTPUT=2, REASONING=1, REQUESTS=1, FILE_SEARCHES=1, CODE_SESSIONS=1]";
        upstream.enqueue(Responses.whole(items), Responses.stream(items));
        CutFormat spoken = CutFormat.RESPONSES;
        assertEquals(expected, used(asked.wholePath(spoken), asked.whole(spoken)));
        assertEquals(expected, used(asked.path(spoken), asked.streamed(spoken)));
    }

    @ParameterizedTest
    @EnumSource
    void ofGemini(CutFormat asked) throws IOException {
        String expected = "Usage[INPUT=3, OUTPUT=2, REQUESTS=2]";
        upstream.enqueue(
                Reply.json(GROUNDED),
                Reply.sse().body("data: " + GROUNDED + "\n\n").build());
        CutFormat spoken = CutFormat.GEMINI;
        assertEquals(expected, used(asked.wholePath(spoken), asked.whole(spoken)));
        assertEquals(expected, used(asked.path(spoken), asked.streamed(spoken)));
    }
}
