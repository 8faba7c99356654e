package dev.switchboard.spi.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.endpoint.Access;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.wire.Wire;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamRequestTest {
    private static final UpstreamRequest REQUEST = UpstreamRequest.post(
            URI.create("https://api.acme.example/v1/secret-path?key=sk-fake"),
            Headers.of("authorization", "Bearer sk-fake"),
            Bytes.utf8("{}"));

    @Test
    void theTextHidesSecrets() {
        assertEquals("UpstreamRequest[POST api.acme.example, Bytes[2]]", REQUEST.toString());
        assertEquals("UpstreamEvent[ Bytes[4]]", UpstreamEvent.sse("text").toString());
    }

    @Test
    void copiesKeepTheRest() {
        UpstreamRequest copy = REQUEST.withBody(Bytes.utf8("[]")).withHeaders(Headers.none());

        assertEquals(REQUEST.url(), copy.url());
        assertEquals(Framing.SSE, copy.framing());
        assertEquals("[]", copy.body().utf8());
        assertEquals(0, copy.headers().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "api.acme.example", "ftp://api.acme.example/", "mailto:a@acme.example"})
    void theUrlIsAbsolute(String url) {
        assertThrows(
                IllegalArgumentException.class,
                () -> UpstreamRequest.post(URI.create(url), Headers.none(), Bytes.empty()));
    }

    @Test
    void anEventKeepsItsFraming() {
        assertEquals("data: x\n\n", UpstreamEvent.sse("x").raw().utf8());
    }

    @Test
    void namesAndNumbersAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new Wire("openai"));
        assertThrows(IllegalArgumentException.class, () -> new Wire("OpenAI.chat"));
        assertThrows(IllegalArgumentException.class, () -> new HttpReply(99, Headers.none(), Bytes.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new HttpRoute("GET", "health", HttpRoute.Plane.DATA, Access.PUBLIC));
    }
}
