package dev.switchboard.provider.anthropic;

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

class AnthropicConfigTest {
    private static final URI BASE = URI.create("https://eu.example.com/claude/v1/");

    @Test
    void speaksForCallersThatSayNothing() {
        UpstreamRequest request = relay(config("sk-fake-1\n", BASE, Map.of()), Headers.none());
        assertEquals(
                "https://eu.example.com/claude/v1/messages?beta=true",
                request.url().toString());
        assertEquals(List.of("sk-fake-1"), request.headers().all("x-api-key"));
        assertEquals(List.of("2023-06-01"), request.headers().all("anthropic-version"));
        assertEquals(List.of("a,b"), request.headers().all("anthropic-beta"));
    }

    @Test
    void leavesWhatTheCallerSays() {
        Headers caller =
                Headers.of("anthropic-version", "2026-10-21", "anthropic-beta", "theirs", "x-new", "1", "x-o", "2");
        UpstreamRequest request = relay(config("sk-fake-1", BASE, Map.of("X-O", "ours")), caller);
        assertEquals(List.of("2026-10-21"), request.headers().all("anthropic-version"));
        assertEquals(List.of("theirs"), request.headers().all("anthropic-beta"));
        assertEquals(List.of("1"), request.headers().all("x-new"));
        assertEquals(List.of("ours"), request.headers().all("x-o"));
    }

    @Test
    void refusesWhatCannotWork() {
        assertTrue(refusal("  ", BASE, Map.of()).contains("api-key"));
        assertTrue(
                refusal("sk-fake-2", URI.create("api.anthropic.com"), Map.of()).contains("base-url"));
        assertTrue(refusal("sk-fake-2", URI.create("https://u:p@x"), Map.of()).contains("base-url"));
        String header = refusal("sk-fake-2", BASE, Map.of("bad name", "sk-fake-3"));
        assertTrue(header.contains("bad name") && !header.contains("sk-fake"), header);
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> new AnthropicConfig("sk-fake", BASE, "v", List.of(), 0, Map.of()))
                .getMessage()
                .contains("default-max-tokens"));
    }

    @Test
    void printsNoSecret() {
        assertFalse(config("sk-fake-4", BASE, Map.of()).toString().contains("sk-fake"));
    }

    @Test
    void namesWhereTheKeyIsKept() {
        assertEquals(
                List.of(new WellKnownKey(
                        "ANTHROPIC_API_KEY", "anthropic", Map.of("api-key", "${env:ANTHROPIC_API_KEY}"))),
                new AnthropicProviderFactory().wellKnownKeys());
    }

    private static String refusal(String key, URI baseUrl, Map<String, String> headers) {
        return assertThrows(IllegalArgumentException.class, () -> relay(config(key, baseUrl, headers), Headers.none()))
                .getMessage();
    }

    private static AnthropicConfig config(String key, URI baseUrl, Map<String, String> headers) {
        return new AnthropicConfig(key, baseUrl, "2023-06-01", List.of("a", "b"), 16_000, headers);
    }

    private static UpstreamRequest relay(AnthropicConfig config, Headers caller) {
        RelayRequest request = new RelayRequest(
                Wire.ANTHROPIC_MESSAGES,
                caller,
                Optional.of("beta=true"),
                JsonDocument.parse(Bytes.utf8("{\"model\":\"public\"}")).edit(),
                false,
                false);
        return new AnthropicProviderFactory()
                .create("anthropic", config, TestingContext.in(Path.of("")))
                .abilities()
                .relay(Wire.ANTHROPIC_MESSAGES)
                .orElseThrow()
                .encode(request, Target.of("anthropic", "claude-sonnet-5"));
    }
}
