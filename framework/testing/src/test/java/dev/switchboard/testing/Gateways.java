package dev.switchboard.testing;

import dev.switchboard.cache.memory.MemoryCachePlugin;
import dev.switchboard.dialect.anthropic.AnthropicDialectPlugin;
import dev.switchboard.dialect.gemini.GeminiDialectPlugin;
import dev.switchboard.dialect.openai.OpenAiDialectPlugin;
import dev.switchboard.format.litellm.LiteLlmConfigPlugin;
import dev.switchboard.guardrail.patterns.PatternsPlugin;
import dev.switchboard.logging.jsonl.JsonlPlugin;
import dev.switchboard.provider.anthropic.AnthropicPlugin;
import dev.switchboard.provider.bedrock.BedrockPlugin;
import dev.switchboard.provider.cohere.CoherePlugin;
import dev.switchboard.provider.compatible.CompatiblePlugin;
import dev.switchboard.provider.gemini.GeminiPlugin;
import dev.switchboard.provider.jina.JinaPlugin;
import dev.switchboard.provider.mock.MockPlugin;
import dev.switchboard.provider.ollama.OllamaPlugin;
import dev.switchboard.provider.openai.OpenAiPlugin;
import dev.switchboard.provider.replicate.ReplicatePlugin;
import dev.switchboard.provider.vertex.VertexPlugin;
import dev.switchboard.provider.voyage.VoyagePlugin;
import dev.switchboard.routing.weighted.WeightedPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.testkit.http.MockUpstream;
import java.util.List;

/** Gateways with every plugin there is. */
public final class Gateways {
    private Gateways() {}

    /** One of each. */
    public static List<Plugin> plugins() {
        return List.of(
                new OpenAiDialectPlugin(),
                new AnthropicDialectPlugin(),
                new GeminiDialectPlugin(),
                new OpenAiPlugin(),
                new AnthropicPlugin(),
                new GeminiPlugin(),
                new VertexPlugin(),
                new BedrockPlugin(),
                new CompatiblePlugin(),
                new CoherePlugin(),
                new VoyagePlugin(),
                new JinaPlugin(),
                new OllamaPlugin(),
                new ReplicatePlugin(),
                new MockPlugin(),
                new WeightedPlugin(),
                new PatternsPlugin(),
                new MemoryCachePlugin(),
                new JsonlPlugin(),
                new LiteLlmConfigPlugin());
    }

    /** A gateway to be described further. */
    public static TestingGatewayBuilder builder() {
        return TestingGateway.builder().plugin(plugins().toArray(Plugin[]::new));
    }

    /** Every model goes to the upstream under its own name. */
    static TestingGateway inFrontOf(MockUpstream upstream) {
        return builder().upstream(upstream).start();
    }
}
