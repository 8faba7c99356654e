package dev.switchboard.pipeline.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String KEY = "fake/credential/of-a-provider";
    private static final String SECOND = "another-fake-credential";
    private static final Redaction SENT = Redaction.of(UpstreamRequest.post(
            URI.create("https://up.test/v1/x?alt=sse&key=fake-in-a-query"),
            Headers.of("Authorization", "Bearer " + KEY, "x-tenant-secret", SECOND, "x-team", "gatewayteam"),
            Bytes.utf8("{}")));

    private static UpstreamReply reply(String body, String... headers) {
        return new UpstreamReply(401, Headers.of(headers), Bytes.utf8(body));
    }

    private static String told(String body) {
        return SENT.of(reply(body)).body().utf8();
    }

    @Test
    void whatWasSentDoesNotComeBack() {
        assertEquals("Incorrect API key provided: ********.", told("Incorrect API key provided: " + KEY + "."));
        assertEquals("{\"m\":\"********\"}", told("{\"m\":\"" + KEY.replace("/", "\\/") + "\"}"), "escaped");
        assertEquals("********, ********", told("another-fake-credential, fake-in-a-query"));
        UpstreamReply reply = SENT.of(reply("", "www-authenticate", "Key realm=\"" + KEY + "\"", "x-a", "1"));
        assertEquals(Optional.of("Key realm=\"********\""), reply.headers().first("www-authenticate"));
        assertEquals(Optional.of("1"), reply.headers().first("x-a"));
    }

    @Test
    void whatHoldsNoCredentialStaysAsItIs() {
        UpstreamReply reply = reply("the model gatewayteam does not exist in sse, ask-someone-about-this-please");
        assertSame(reply, SENT.of(reply));
        GatewayError error = GatewayError.of(ErrorKind.UPSTREAM, "task-management-of-the-gatewayteam failed");
        assertSame(error, SENT.of(error));
    }

    @Test
    void bytesAroundItStayWhateverTheirEncoding() {
        byte[] body = ("\u00e9\u00ff " + KEY + " \u00e9").getBytes(StandardCharsets.ISO_8859_1);
        UpstreamReply told = SENT.of(new UpstreamReply(500, Headers.none(), Bytes.wrap(body)));
        assertEquals(Bytes.wrap("\u00e9\u00ff ******** \u00e9".getBytes(StandardCharsets.ISO_8859_1)), told.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-test-not-a-real-key-0",
                "sk-ant-api03-not-a-real-key",
                "gsk_notarealkeynotarealkey",
                "AIzaNotARealKeyNotARealKeyNotARealKey00",
                "AKIANOTAREALKEY00000",
                "hf_notarealkeynotarealkey",
                "eyJub3RhcmVhbA.eyJub3RhcmVhbA.bm90YXJlYWw"
            })
    void whatLooksLikeAKeyIsNotToldEither(String key) {
        assertEquals("wrong: \"********\"", told("wrong: \"" + key + "\""));
        GatewayError error = GatewayError.builder(ErrorKind.UPSTREAM, "key " + key + " is wrong")
                .status(401)
                .type("auth")
                .code(key)
                .param("p")
                .retryAfter(Duration.ofSeconds(2))
                .fromUpstream()
                .build();
        GatewayError told = Redaction.OF_KEYS.of(error);
        assertEquals("key ******** is wrong", told.message());
        assertEquals(Optional.of("********"), told.code());
        assertEquals(401, told.status());
        assertEquals(Optional.of("auth"), told.type());
        assertEquals(Optional.of("p"), told.param());
        assertEquals(Optional.of(Duration.ofSeconds(2)), told.retryAfter());
        assertTrue(told.fromUpstream());
    }

    @Test
    void aTokenAfterItsSchemeIsNone() {
        assertEquals("got 'Bearer ********'", told("got 'Bearer abcdefghijklmnop1234'"));
    }

    @Test
    void onlyFailuresInAStreamAreLookedAt() {
        Bytes raw = Bytes.utf8("data: " + KEY + "\n\n");
        Piece<ChatEvent> content = Piece.relayed(raw, List.of(), Observation.CONTENT, "");
        assertSame(content, SENT.of(content));
        Piece<ChatEvent> failure = Piece.relayed(
                raw, List.of(), Observation.failure(GatewayError.of(ErrorKind.UPSTREAM, "wrong key " + KEY)), "");
        Piece<ChatEvent> told = SENT.of(failure);
        assertEquals("data: ********\n\n", told.raw().utf8());
        assertFalse(told.error().orElseThrow().message().contains(KEY));
    }
}
