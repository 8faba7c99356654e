package dev.switchboard.spi.upstream;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamReplyTest {
    private static UpstreamReply reply(String body, String... headers) {
        return new UpstreamReply(200, Headers.of(headers), Bytes.utf8(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", " {\"a\":1}\r\n", "\t[ ]\n"})
    void takesObjectsAndArrays(String body) {
        assertDoesNotThrow(() -> reply(body).requireJson());
        assertDoesNotThrow(() -> reply(body, "content-length", "9").requireJson());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "}", "<html></html>", "\"text\"", "7", "null", "{]", "{\"a\":\"", "data: {}"})
    void refusesEverythingElse(String body) {
        for (String length : new String[] {"content-length", "transfer-encoding", "x-other"}) {
            GatewayException refused = assertThrows(
                    GatewayException.class, () -> reply(body, length, "chunked").requireJson());
            assertEquals(ErrorKind.UPSTREAM, refused.error().kind());
        }
    }

    @Test
    void looksIntoABodyWhoseLengthNothingTold() {
        String cut = "{\"a\":{\"b\":1}";
        assertThrows(GatewayException.class, () -> reply(cut).requireJson());
        assertDoesNotThrow(() -> reply(cut, "content-length", "12").requireJson());
    }

    @Test
    void leavesAContentCodingAlone() {
        assertDoesNotThrow(
                () -> reply("\u001f\u008b", "content-encoding", "gzip").requireJson());
        assertThrows(
                GatewayException.class,
                () -> reply("x", "content-encoding", "identity").requireJson());
    }

    @Test
    void saysWhatCameInstead() {
        GatewayException refused = assertThrows(
                GatewayException.class,
                () -> reply("<html></html>", "content-type", "text/html").requireJson());
        assertEquals(
                "the upstream answered with status 200 and something that is not JSON (13 bytes, content-type text/html;"
                        + " expected: one whole JSON object or array)",
                refused.getMessage());
    }
}
