package dev.switchboard.wire.openai.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.testkit.recordings.Recordings;
import dev.switchboard.wire.openai.TestingWire;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorReaderTest {
    /** What each recorded error is; the file's number is enough to find it. */
    private static final Map<String, ErrorKind> RECORDED = Map.ofEntries(
            Map.entry("azure-ai/004", ErrorKind.RATE_LIMIT),
            Map.entry("azure-openai/011", ErrorKind.NOT_FOUND),
            Map.entry("azure-openai/013", ErrorKind.AUTHENTICATION),
            Map.entry("deepseek/005", ErrorKind.INVALID_REQUEST),
            Map.entry("deepseek/006", ErrorKind.AUTHENTICATION),
            Map.entry("groq/003", ErrorKind.AUTHENTICATION),
            Map.entry("groq/009", ErrorKind.NOT_FOUND),
            Map.entry("llamacpp/001", ErrorKind.UPSTREAM),
            Map.entry("mistral/010", ErrorKind.AUTHENTICATION),
            Map.entry("openai/014", ErrorKind.AUTHENTICATION),
            Map.entry("openai/016", ErrorKind.INVALID_REQUEST),
            Map.entry("openai/022", ErrorKind.INVALID_REQUEST),
            Map.entry("openai/025", ErrorKind.NOT_FOUND),
            Map.entry("openai/061", ErrorKind.AUTHENTICATION),
            Map.entry("openrouter/013", ErrorKind.RATE_LIMIT),
            Map.entry("openrouter/016", ErrorKind.RATE_LIMIT),
            Map.entry("perplexity/004", ErrorKind.CONTEXT_WINDOW));

    @TestFactory
    Stream<DynamicTest> readsEveryRecordedError() {
        return Recordings.locate()
                .tests(
                        recording -> (TestingWire.isChat(recording) || TestingWire.isEmbedding(recording))
                                && recording.response().status() >= 400,
                        recording -> {
                            GatewayError error = ErrorReader.read(TestingWire.reply(recording));
                            assertEquals(RECORDED.get(key(recording.id())), error.kind(), error.toString());
                            assertEquals(recording.response().status(), error.status());
                            assertFalse(error.message().isBlank());
                        });
    }

    private static String key(String id) {
        return id.substring(0, id.indexOf('/') + 4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    400 | {"error":{"message":"This model's maximum context length is 8192 tokens","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}} | CONTEXT_WINDOW
                    400 | {"object":"error","message":"This model's maximum context length is 4096 tokens.","type":"BadRequestError","param":null,"code":400} | CONTEXT_WINDOW
                    413 | {"error":{"message":"Please reduce the length of the messages or completion."}} | CONTEXT_WINDOW
                    400 | {"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}} | CONTEXT_WINDOW
                    400 | {"code":"Some","error":"This model's maximum prompt length is 131072 but the request contains 200000 tokens."} | CONTEXT_WINDOW
                    400 | {"error":{"message":"filtered","code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation"}}} | CONTENT_POLICY
                    400 | {"error":{"message":"Content Exists Risk","type":"invalid_request_error"}} | CONTENT_POLICY
                    403 | {"error":{"message":"requires moderation. Your input was flagged","code":403}} | CONTENT_POLICY
                    429 | {"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}} | QUOTA
                    402 | {"error":{"message":"Insufficient Balance"}} | QUOTA
                    429 | {"error":{"message":"slow","type":"tokens","code":"rate_limit_exceeded"}} | RATE_LIMIT
                    429 | maximum context length of your tier's rate limit | RATE_LIMIT
                    400 | {"error":"Incorrect API key provided: sk***"} | AUTHENTICATION
                    403 | {"detail":"no"} | PERMISSION
                    404 | {"error":{"message":"no such model","code":"model_not_found"}} | NOT_FOUND
                    409 | {} | UPSTREAM
                    422 | {"detail":[{"loc":["body","top_k"],"msg":"extra fields not permitted","type":"value_error.extra"}]} | INVALID_REQUEST
                    498 | {"error":{"message":"capacity exceeded"}} | OVERLOADED
                    500 | oops | UPSTREAM
                    503 | <html><head><title>503 Service Temporarily Unavailable</title></head></html> | OVERLOADED
                    504 | <html> | UPSTREAM_TIMEOUT
                    524 | error code: 524 | UPSTREAM_TIMEOUT
                    529 | {"error":{"type":"overloaded_error","message":"Overloaded"}} | OVERLOADED
                    """)
    void knowsKinds(int status, String body, ErrorKind kind) {
        GatewayError error = read(status, body);
        assertEquals(kind, error.kind(), error.toString());
        assertEquals(status, error.status());
        assertEquals(true, error.fromUpstream());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    {"error":{"message":"m"}} | m
                    {"error":"m"} | m
                    {"error":"short","message":"m"} | m
                    {"message":"m","code":3} | m
                    {"detail":"m"} | m
                    {"detail":[{"loc":["body","x",0],"msg":"a"},{"msg":"b"}]} | body.x.0: a; b
                    {"message":{"detail":[{"loc":["body"],"msg":"extra"}]}} | body: extra
                    {"success":false,"errors":[{"code":7003,"message":"m"}]} | m
                    [{"error":{"code":400,"message":"m"}}] | m
                    {"error":{"msg":"m"}} | m
                    "m" | m
                    plain words | plain words
                    <html><HEAD><TITLE>502 Bad Gateway</TITLE> | 502 Bad Gateway
                    <html>no title | the upstream answered with status 502 and without a message
                    {} | {}
                    """)
    void findsTheWords(String body, String message) {
        assertEquals(message, read(502, body).message());
    }

    @Test
    void keepsTypeCodeAndParam() {
        GatewayError error = read(400, "{\"error\":{\"message\":\"m\",\"type\":\"t\",\"param\":\"p\",\"code\":3001}}");
        assertEquals(Optional.of("t"), error.type());
        assertEquals(Optional.of("p"), error.param());
        assertEquals(Optional.of("3001"), error.code());
    }

    @Test
    void copesWithNoBodyAndTooMuch() {
        assertEquals(
                "the upstream answered with status 500 and without a message",
                read(500, "").message());
        assertEquals(4_003, read(500, "x".repeat(100_000)).message().length());
    }

    @Test
    void takesStatusAndKindFromAnErrorInAStream() {
        GatewayError error = ErrorReader.inStream(
                Bytes.utf8("{\"error\":{\"message\":\"m\",\"code\":\"tool_use_failed\",\"status_code\":400}}"));
        assertEquals(ErrorKind.INVALID_REQUEST, error.kind());
        assertEquals(400, error.status());
        GatewayError bare = ErrorReader.inStream(Bytes.utf8("{\"error\":{\"message\":\"m\"}}"));
        assertEquals(ErrorKind.UPSTREAM, bare.kind());
        assertEquals(502, bare.status());
    }

    @Test
    void readsHowLongToWait() {
        assertEquals(Optional.of(Duration.ofMillis(250)), wait("retry-after-ms", "250", "retry-after", "9"));
        assertEquals(Optional.of(Duration.ofMillis(1500)), wait("retry-after", "1.5"));
        assertEquals(
                Optional.of(Duration.ofSeconds(30)),
                wait(
                        "retry-after", "Sat, 21 Nov 2026 10:00:30 GMT",
                        "date", "Sat, 21 Nov 2026 10:00:00 GMT"));
        assertEquals(Optional.empty(), wait("retry-after", "Sat, 21 Nov 2026 10:00:30 GMT"));
        for (String odd : new String[] {"soon", "-1", "1e99", "NaN", ""}) {
            assertEquals(Optional.empty(), wait("retry-after", odd), odd);
        }
    }

    private static Optional<Duration> wait(String... headers) {
        return ErrorReader.read(new UpstreamReply(429, Headers.of(headers), Bytes.utf8("{}")))
                .retryAfter();
    }

    private static GatewayError read(int status, String body) {
        return ErrorReader.read(new UpstreamReply(status, Headers.none(), Bytes.utf8(body)));
    }
}
