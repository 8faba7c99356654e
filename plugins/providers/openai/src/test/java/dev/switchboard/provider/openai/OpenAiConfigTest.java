package dev.switchboard.provider.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.WellKnownKey;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenAiConfigTest {
    private static final URI BASE = URI.create("https://eu.api.openai.com/v1");

    @Test
    void chargesWhomTheOperatorSays() {
        Map<String, String> more = Map.of("X-More", "1");
        UpstreamRequest request = relay(new OpenAiConfig(
                "sk-fake-1", BASE, Optional.of("org-1"), Optional.of("proj-1"), Optional.empty(), more));
        assertEquals(
                "https://eu.api.openai.com/v1/chat/completions", request.url().toString());
        assertEquals(List.of("org-1"), request.headers().all("openai-organization"));
        assertEquals(List.of("proj-1"), request.headers().all("openai-project"));
        assertEquals(List.of("1"), request.headers().all("x-more"));
        assertEquals(List.of("Bearer sk-fake-1"), request.headers().all("authorization"));
    }

    @Test
    void refusesWhatCannotWork() {
        String blank = refusal("  ", BASE, Map.of());
        assertTrue(blank.contains("api-key") && blank.contains("${env:OPENAI_API_KEY}"), blank);
        String header = refusal("sk-fake-2", BASE, Map.of("bad name", "sk-fake-3"));
        assertTrue(header.contains("bad name") && !header.contains("sk-fake"), header);
        String url = refusal("sk-fake-2", URI.create("api.openai.com/v1"), Map.of());
        assertTrue(url.contains("base-url"), url);
    }

    @Test
    void printsNoSecret() {
        assertFalse(config("sk-fake-4", BASE, Map.of()).toString().contains("sk-fake"));
    }

    @Test
    void namesWhereTheKeyIsKept() {
        assertEquals(
                List.of(new WellKnownKey("OPENAI_API_KEY", "openai", Map.of("api-key", "${env:OPENAI_API_KEY}"))),
                new OpenAiProviderFactory().wellKnownKeys());
    }

    private static String refusal(String key, URI baseUrl, Map<String, String> headers) {
        return assertThrows(IllegalArgumentException.class, () -> relay(config(key, baseUrl, headers)))
                .getMessage();
    }

    private static OpenAiConfig config(String key, URI baseUrl, Map<String, String> headers) {
        return new OpenAiConfig(key, baseUrl, Optional.empty(), Optional.empty(), Optional.empty(), headers);
    }

    private static UpstreamRequest relay(OpenAiConfig config) {
        RelayRequest request = new RelayRequest(
                Wire.OPENAI_CHAT,
                Headers.of("openai-organization", "theirs", "x-more", "theirs"),
                Optional.empty(),
                JsonDocument.parse(Bytes.utf8("{\"model\":\"public\"}")).edit(),
                false,
                false);
        return new OpenAiProviderFactory()
                .create("openai", config, TestingContext.in(Path.of("")))
                .abilities()
                .relay(Wire.OPENAI_CHAT)
                .orElseThrow()
                .encode(request, Target.of("openai", "gpt-4o"));
    }
}
