package dev.switchboard.dialect.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.HttpReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiDialectTest {
    private final Dialect dialect = new OpenAiDialectPlugin().dialects().getFirst();

    @Test
    void servesThePathsThatClientsAsk() {
        Set<String> paths = new TreeSet<>();
        dialect.endpoints()
                .forEach(endpoint -> endpoint.paths().forEach(path -> paths.add(endpoint.method() + " " + path)));

        for (String prefix : List.of("", "/v1", "/v1/v1")) {
            for (String path : List.of(
                    "/chat/completions",
                    "/completions",
                    "/embeddings",
                    "/moderations",
                    "/images/generations",
                    "/images/edits",
                    "/images/variations",
                    "/audio/speech",
                    "/audio/transcriptions",
                    "/audio/translations",
                    "/rerank",
                    "/responses",
                    "/responses/compact",
                    "/responses/input_tokens",
                    "/responses/{id}/cancel")) {
                assertTrue(paths.remove("POST " + prefix + path), prefix + path);
            }
            assertTrue(paths.remove("GET " + prefix + "/responses/{id}"));
            assertTrue(paths.remove("DELETE " + prefix + "/responses/{id}"));
            assertTrue(paths.remove("GET " + prefix + "/responses/{id}/input_items"));
            assertTrue(paths.remove("GET " + prefix + "/models"));
            assertTrue(paths.remove("GET " + prefix + "/models/{id...}"));
        }
        assertEquals(Set.of("POST /v2/rerank"), paths);
    }

    @Test
    void claimsWhatDoesNotLookLikeAnotherDialect() {
        assertTrue(dialect.claims(TestingRequest.to("/v1/chat/completion")));
        assertTrue(dialect.claims(TestingRequest.to("/", "authorization", "Bearer sk-fake")));
        assertFalse(dialect.claims(TestingRequest.to("/v1/nothing", "anthropic-version", "2023-06-01")));
        assertFalse(dialect.claims(TestingRequest.to("/v1/models", "x-api-key", "fake")));
        assertFalse(dialect.claims(TestingRequest.to("/v1/messages")));
        assertFalse(dialect.claims(TestingRequest.to("/v1/models", "x-goog-api-key", "fake")));
        assertFalse(dialect.claims(TestingRequest.to("/v1beta/models")));
        assertFalse(dialect.claims(TestingRequest.to("/x/models/gemini:streamGenerateContent")));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            INVALID_REQUEST, 400, invalid_request_error, -, false
            CONTEXT_WINDOW, 400, invalid_request_error, context_length_exceeded, false
            CONTENT_POLICY, 400, invalid_request_error, content_policy_violation, false
            UNSUPPORTED, 400, invalid_request_error, unsupported_parameter, false
            AUTHENTICATION, 401, invalid_request_error, invalid_api_key, false
            PERMISSION, 403, invalid_request_error, permission_denied, false
            NOT_FOUND, 404, invalid_request_error, not_found, false
            METHOD_NOT_ALLOWED, 405, invalid_request_error, method_not_supported, false
            REQUEST_TIMEOUT, 408, invalid_request_error, request_timeout, -
            TOO_LARGE, 413, invalid_request_error, request_too_large, false
            RATE_LIMIT, 429, rate_limit_error, rate_limit_exceeded, -
            QUOTA, 429, insufficient_quota, insufficient_quota, false
            CANCELLED, 499, invalid_request_error, request_cancelled, false
            INTERNAL, 500, server_error, internal_error, -
            UPSTREAM, 502, server_error, upstream_error, -
            OVERLOADED, 503, server_error, overloaded, -
            UPSTREAM_TIMEOUT, 504, server_error, upstream_timeout, -
            """)
    void writesItsOwnErrorsSoThatClientsDoTheRightThing(
            ErrorKind kind, int status, String type, String code, String shouldRetry) {
        HttpReply reply = dialect.error(GatewayError.of(kind, "say \"what\""));

        assertEquals(status, reply.status());
        assertEquals(
                "{\"error\":{\"message\":\"say \\\"what\\\"\",\"type\":\"" + type + "\",\"param\":null,\"code\":"
                        + (code == null ? "null" : "\"" + code + "\"") + "}}",
                reply.body().utf8());
        assertEquals(Optional.ofNullable(shouldRetry), reply.headers().first("x-should-retry"));
        assertFalse(reply.headers().has("retry-after"), "the gateway adds it where it helps");
    }

    @ParameterizedTest
    @EnumSource
    void keepsAnUpstreamsWords(ErrorKind kind) {
        GatewayError error = GatewayError.builder(kind, "their words")
                .fromUpstream()
                .status(418)
                .type("their_type")
                .code("their_code")
                .param("their.param")
                .retryAfter(Duration.ofSeconds(1))
                .build();

        HttpReply reply = dialect.error(error);

        assertEquals(418, reply.status());
        assertEquals(
                "{\"error\":{\"message\":\"their words\",\"type\":\"their_type\",\"param\":\"their.param\","
                        + "\"code\":\"their_code\"}}",
                reply.body().utf8());
        assertFalse(reply.headers().has("x-should-retry"), "whether to try again is for the upstream to say");
    }

    @Test
    void putsNoCodeOfItsOwnBesideAnUpstreamsWords() {
        GatewayError error = GatewayError.builder(ErrorKind.UPSTREAM, "broken")
                .fromUpstream()
                .build();

        assertTrue(dialect.error(error).body().utf8().endsWith("\"code\":null}}"));
    }
}
