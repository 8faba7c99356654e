package dev.switchboard.wire.anthropic;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.anthropic.chat.MessagesTranslator;
import java.net.URI;

/** Anthropic's API as tests see it: what a request looks like when it arrives there. */
public final class TestingServer {
    /** A server with fake credentials. */
    public static final Server SERVER = new Server(
            URI.create("https://api.example.com"),
            Headers.of("x-api-key", "sk-fake"),
            Headers.of("anthropic-version", "2023-06-01"),
            16_000);

    private TestingServer() {}

    /** A request for a model. */
    public static UpstreamRequest encode(String model, ChatRequest request) {
        return new MessagesTranslator(SERVER).encode(request, Target.of("claude", model));
    }
}
