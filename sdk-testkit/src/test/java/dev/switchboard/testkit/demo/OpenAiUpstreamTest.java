package dev.switchboard.testkit.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OpenAiUpstreamTest {
    private static final OpenAiUpstreamOptions OPTIONS = OpenAiUpstreamOptions.parse(
            "--port", "0", "--body-size", "2000", "--stream-events", "3", "--interval", "1");

    @Test
    void answersACompletionOfTheSizeAskedFor() throws IOException {
        RawReply reply = post("/v1/chat/completions", "{}");
        assertEquals(2000, reply.body().length);
        assertEquals(
                "assistant",
                JsonMapper.shared()
                        .readTree(reply.text())
                        .at("/choices/0/message/role")
                        .stringValue());
    }

    @Test
    void streamsWhenAsked() throws IOException {
        RawReply reply = post("/v1/chat/completions", "{\"stream\": true}");
        assertEquals("text/event-stream", reply.header("content-type").orElseThrow());
        assertEquals(3 + 2, reply.text().split("sent_micros", -1).length - 1);
        assertTrue(reply.text().endsWith("data: [DONE]\n\n"));
        assertEquals(RawReply.End.COMPLETE, reply.end());
    }

    @Test
    void answersEmbeddingsModelsAndUnknownPaths() throws IOException {
        assertEquals(200, post("/v1/embeddings", "{}").status());
        assertEquals(200, post("/v1/models", "").status());
        assertEquals(404, post("/v1/other", "{}").status());
    }

    @Test
    void explainsItsOptions() {
        assertEquals(
                Duration.ofMillis(5),
                OpenAiUpstreamOptions.parse("--delay", "5").delay());
        assertTrue(refusal("--help").contains("--body-size"));
        assertTrue(refusal("--ports", "1").startsWith("unknown option --ports"));
        assertTrue(refusal("--port").startsWith("--port: nothing"));
        assertTrue(refusal("--port", "x").startsWith("--port: x (expected"));
    }

    private static String refusal(String... arguments) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> OpenAiUpstreamOptions.parse(arguments))
                .getMessage());
    }

    private static RawReply post(String path, String body) throws IOException {
        try (MockUpstream upstream = OpenAiUpstream.start(OPTIONS);
                RawHttp http = RawHttp.connect(upstream.baseUrl())) {
            http.request("POST", path, List.of(), body);
            return http.readReply();
        }
    }
}
