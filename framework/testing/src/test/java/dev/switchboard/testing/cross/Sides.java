package dev.switchboard.testing.cross;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testing.Gateways;
import dev.switchboard.wire.anthropic.AnthropicWire;
import dev.switchboard.wire.anthropic.Server;
import dev.switchboard.wire.gemini.GeminiConnection;
import dev.switchboard.wire.gemini.GeminiWire;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.OpenAiQuirks;
import dev.switchboard.wire.openai.OpenAiWire;
import dev.switchboard.wire.openai.Quirks;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The two sides of a format in this process: what reads and writes for callers, and what does for providers. */
final class Sides {
    private static final URI NOWHERE = URI.create("http://upstream.test/v1");
    /** OpenAI's, and signs as gateways of this format do: OpenAI itself does not in chat completions. */
    private static final Quirks SIGNING = OpenAiQuirks.KNOWN.toBuilder()
            .signatures(Quirks.Signatures.THINKING_BLOCKS)
            .build();

    private static final long DEFAULT_MAX_TOKENS = 4096;

    private static final Map<ChatFormat, Endpoint<ChatRequest, ChatResponse, ChatEvent>> ENDPOINTS =
            all(Sides::findEndpoint);
    private static final Map<ChatFormat, Translator<ChatRequest, ChatResponse, ChatEvent>> TRANSLATORS =
            all(format -> abilities(format).translator(Operation.CHAT).orElseThrow());

    private Sides() {}

    private static <T> Map<ChatFormat, T> all(Function<ChatFormat, T> make) {
        return Stream.of(ChatFormat.values()).collect(Collectors.toMap(format -> format, make));
    }

    /** The callers' side. */
    static Endpoint<ChatRequest, ChatResponse, ChatEvent> endpoint(ChatFormat format) {
        return Objects.requireNonNull(ENDPOINTS.get(format));
    }

    @SuppressWarnings("unchecked") // the endpoints of these wires are ones of chat
    private static Endpoint<ChatRequest, ChatResponse, ChatEvent> findEndpoint(ChatFormat format) {
        Wire wire = wire(format);
        return (Endpoint<ChatRequest, ChatResponse, ChatEvent>) Gateways.plugins().stream()
                .map(Plugin::dialects)
                .flatMap(dialects -> dialects.stream().flatMap(dialect -> dialect.endpoints().stream()))
                .filter(endpoint -> endpoint.wire().equals(wire))
                .findFirst()
                .orElseThrow();
    }

    private static Wire wire(ChatFormat format) {
        return switch (format) {
            case CHAT -> Wire.OPENAI_CHAT;
            case RESPONSES -> Wire.OPENAI_RESPONSES;
            case MESSAGES -> Wire.ANTHROPIC_MESSAGES;
            case GEMINI -> Wire.GEMINI_GENERATE;
        };
    }

    /** A model that reasons, as the provider of the format calls it. */
    static String model(ChatFormat format) {
        return switch (format) {
            case CHAT -> "m";
            case RESPONSES -> "gpt-5";
            case MESSAGES -> "claude-sonnet-4-5";
            case GEMINI -> "gemini-3-pro";
        };
    }

    /** The providers' side. */
    static Translator<ChatRequest, ChatResponse, ChatEvent> translator(ChatFormat format) {
        return Objects.requireNonNull(TRANSLATORS.get(format));
    }

    private static Abilities abilities(ChatFormat format) {
        return switch (format) {
            case CHAT -> openAi(OpenAiWire.Capability.CHAT);
            case RESPONSES -> openAi(OpenAiWire.Capability.RESPONSES);
            case MESSAGES ->
                AnthropicWire.abilities(new Server(NOWHERE, Headers.none(), Headers.none(), DEFAULT_MAX_TOKENS));
            case GEMINI ->
                GeminiWire.all(new GeminiConnection(NOWHERE, Headers.none(), GeminiConnection.Service.GEMINI_API));
        };
    }

    private static Abilities openAi(OpenAiWire.Capability capability) {
        return OpenAiWire.provider(new Connection(NOWHERE, Headers.none(), SIGNING), Set.of(capability))
                .abilities();
    }
}
