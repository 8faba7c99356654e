package dev.switchboard.provider.bedrock;

import dev.switchboard.aws.AwsIdentity;
import dev.switchboard.aws.Environment;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.testkit.framing.AwsFrames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Providers and streams for tests. */
final class TestingBedrock {
    static final String SECRET = "fake-secret-access-key";

    private TestingBedrock() {}

    static Provider provider(Path directory, Optional<Publisher> publisher) {
        return provider(TestingContext.in(directory), publisher, Optional.empty(), List.of());
    }

    static Provider provider(
            PluginContext context, Optional<Publisher> publisher, Optional<Guardrail> guardrail, List<String> betas) {
        AwsIdentity identity = new AwsIdentity(
                Optional.of("AKIDEXAMPLE"),
                Optional.of(SECRET),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        BedrockConfig config = new BedrockConfig(
                Optional.of("eu-central-1"),
                Optional.empty(),
                Optional.of(identity),
                Optional.empty(),
                publisher,
                betas,
                4096,
                guardrail,
                Map.of());
        return factory(context.dataDirectory(), Map.of()).create("bedrock", config, context);
    }

    static BedrockProviderFactory factory(Path home, Map<String, String> variables) {
        return new BedrockProviderFactory(new Environment(variables, home));
    }

    /** Anthropic's events in frames. */
    static Bytes chunks(String... events) {
        Bytes stream = Bytes.empty();
        for (String event : events) {
            String base64 = Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8));
            stream = Bytes.concat(stream, AwsFrames.event("chunk", "{\"bytes\":\"" + base64 + "\",\"p\":\"abcdef\"}"));
        }
        return stream;
    }
}
