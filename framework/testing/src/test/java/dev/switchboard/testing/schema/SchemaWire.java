package dev.switchboard.testing.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.provider.bedrock.RuntimeApi;
import dev.switchboard.provider.bedrock.converse.ConverseTranslator;
import dev.switchboard.provider.cohere.CohereConfig;
import dev.switchboard.provider.cohere.CohereProviderFactory;
import dev.switchboard.provider.ollama.OllamaConfig;
import dev.switchboard.provider.ollama.OllamaProviderFactory;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.wire.anthropic.AnthropicWire;
import dev.switchboard.wire.anthropic.Server;
import dev.switchboard.wire.gemini.GeminiConnection;
import dev.switchboard.wire.gemini.GeminiWire;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.OpenAiQuirks;
import dev.switchboard.wire.openai.OpenAiWire;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A format of providers that hold their model to a schema: what writes requests in it, and where the schema stands in them. */
enum SchemaWire {
    OPENAI_CHAT(openAi(OpenAiWire.Capability.CHAT), "gpt-4.1", "/response_format/json_schema/schema"),
    OPENAI_RESPONSES(openAi(OpenAiWire.Capability.RESPONSES), "gpt-4.1", "/text/format/schema"),
    ANTHROPIC(
            AnthropicWire.abilities(new Server(nowhere(), Headers.none(), Headers.none(), 100)),
            "claude-sonnet-4-5",
            "/output_config/format/schema"),
    GEMINI(
            GeminiWire.all(new GeminiConnection(nowhere(), Headers.none(), GeminiConnection.Service.GEMINI_API)),
            "gemini-3-pro",
            "/generationConfig/responseJsonSchema"),
    BEDROCK(
            new ConverseTranslator(new RuntimeApi(nowhere(), Headers.none(), Optional.empty())),
            "anthropic.claude-sonnet-4-5-20250929-v1:0",
            "/outputConfig/textFormat/structure/jsonSchema/schema"),
    COHERE(
            new CohereProviderFactory()
                    .create("p", new CohereConfig("sk-fake", nowhere(), Map.of()), TestingContext.in(Path.of("")))
                    .abilities(),
            "command-a-03-2025",
            "/response_format/json_schema"),
    OLLAMA(
            new OllamaProviderFactory()
                    .create(
                            "p",
                            new OllamaConfig(nowhere(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of()),
                            TestingContext.in(Path.of("")))
                    .abilities(),
            "llama3.2",
            "/format");

    private final Translator<ChatRequest, ChatResponse, ChatEvent> translator;
    private final String model;
    private final String place;

    SchemaWire(Abilities abilities, String model, String place) {
        this(abilities.translator(Operation.CHAT).orElseThrow(), model, place);
    }

    SchemaWire(Translator<ChatRequest, ChatResponse, ChatEvent> translator, String model, String place) {
        this.translator = translator;
        this.model = model;
        this.place = place;
    }

    private static URI nowhere() {
        return URI.create("http://upstream.test/v1");
    }

    private static Abilities openAi(OpenAiWire.Capability capability) {
        return OpenAiWire.provider(new Connection(nowhere(), Headers.none(), OpenAiQuirks.KNOWN), Set.of(capability))
                .abilities();
    }

    UpstreamRequest encode(ChatRequest request) {
        return translator.encode(request, Target.of("p", model));
    }

    /** The schema in a request. */
    JsonNode schema(UpstreamRequest request) {
        JsonNode found = Samples.parse(request.body().utf8()).at(place);
        return found.isTextual() ? Samples.parse(found.asText()) : found;
    }
}
