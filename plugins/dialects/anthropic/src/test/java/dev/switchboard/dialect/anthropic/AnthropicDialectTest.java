package dev.switchboard.dialect.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicDialectTest {
    private final Dialect dialect = new AnthropicDialectPlugin().dialects().getFirst();

    @Test
    void claimsWhatLooksLikeIt() {
        assertTrue(dialect.claims(TestingRequest.to("/v1/models", "anthropic-version", "2023-06-01")));
        assertTrue(dialect.claims(TestingRequest.to("/v1/models", "x-api-key", "sk-fake")));
        assertTrue(dialect.claims(TestingRequest.to("/v1/messages/batches")));
        assertTrue(dialect.claims(TestingRequest.to("/anthropic/v1/nothing")));
        assertFalse(dialect.claims(TestingRequest.to("/v1/models", "authorization", "Bearer sk-fake")));
        assertFalse(dialect.claims(TestingRequest.to("/v1/chat/completions")));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            INVALID_REQUEST, 400, invalid_request_error, false
            CONTEXT_WINDOW, 400, invalid_request_error, false
            CONTENT_POLICY, 400, invalid_request_error, false
            UNSUPPORTED, 400, invalid_request_error, false
            AUTHENTICATION, 401, authentication_error, false
            PERMISSION, 403, permission_error, false
            NOT_FOUND, 404, not_found_error, false
            METHOD_NOT_ALLOWED, 405, invalid_request_error, false
            REQUEST_TIMEOUT, 408, timeout_error, -
            TOO_LARGE, 413, request_too_large, false
            RATE_LIMIT, 429, rate_limit_error, -
            QUOTA, 402, billing_error, false
            INTERNAL, 500, api_error, -
            UPSTREAM, 502, api_error, -
            OVERLOADED, 503, overloaded_error, -
            UPSTREAM_TIMEOUT, 504, timeout_error, -
            """)
    void writesItsOwnErrorsSoThatClientsDoTheRightThing(ErrorKind kind, int status, String type, String shouldRetry) {
        HttpReply reply = dialect.error(GatewayError.of(kind, "say \"what\""));

        assertEquals(status, reply.status());
        assertEquals(
                "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"say \\\"what\\\"\"}}",
                reply.body().utf8());
        assertEquals(Optional.ofNullable(shouldRetry), reply.headers().first("x-should-retry"));
    }

    @Test
    void keepsAnUpstreamsWordsInAnthropicsTypes() {
        GatewayError error = GatewayError.builder(ErrorKind.QUOTA, "their words")
                .fromUpstream()
                .status(429)
                .type("insufficient_quota")
                .code("their_code")
                .param("their.param")
                .build();

        HttpReply reply = dialect.error(error);

        assertEquals(429, reply.status());
        assertEquals(
                "{\"type\":\"error\",\"error\":{\"type\":\"billing_error\",\"message\":\"their words\","
                        + "\"code\":\"their_code\",\"param\":\"their.param\"}}",
                reply.body().utf8());
        assertFalse(reply.headers().has("x-should-retry"), "whether to try again is for the upstream to say");
    }
}
