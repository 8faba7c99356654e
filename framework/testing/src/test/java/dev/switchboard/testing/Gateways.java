package dev.switchboard.testing;

import dev.switchboard.cache.memory.MemoryCachePlugin;
import dev.switchboard.dialect.anthropic.AnthropicDialectPlugin;
import dev.switchboard.dialect.gemini.GeminiDialectPlugin;
import dev.switchboard.dialect.openai.OpenAiDialectPlugin;
import dev.switchboard.format.litellm.LiteLlmConfigPlugin;
import dev.switchboard.guardrail.http.HttpPlugin;
import dev.switchboard.guardrail.patterns.PatternsPlugin;
import dev.switchboard.logging.http.HttpCallbackPlugin;
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
import dev.switchboard.routing.complexity.ComplexityPlugin;
import dev.switchboard.routing.cost.CostPlugin;
import dev.switchboard.routing.latency.LatencyPlugin;
import dev.switchboard.routing.leastbusy.LeastBusyPlugin;
import dev.switchboard.routing.priority.PriorityPlugin;
import dev.switchboard.routing.usage.UsagePlugin;
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
                new LeastBusyPlugin(),
                new LatencyPlugin(),
                new UsagePlugin(),
                new CostPlugin(),
                new PriorityPlugin(),
                new ComplexityPlugin(),
                new WeightedPlugin(),
                new HttpPlugin(),
                new PatternsPlugin(),
                new MemoryCachePlugin(),
                new HttpCallbackPlugin(),
                new JsonlPlugin(),
                new LiteLlmConfigPlugin());
    }

    /** One attempt for each call, however many fail: what most tests look at is that attempt. */
    public static TestingGatewayBuilder builder() {
        return surviving().set("routing.retries.max-attempts", "1").set("routing.cool-down.enabled", "false");
    }

    /** Retries and cool-downs as operators have them. */
    static TestingGatewayBuilder surviving() {
        return TestingGateway.builder().plugin(plugins().toArray(Plugin[]::new));
    }

    /** Every model goes to the upstream under its own name. */
    static TestingGateway inFrontOf(MockUpstream upstream) {
        return builder().upstream(upstream).start();
    }
}
