package dev.switchboard.provider.jina;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.leak.PluginLeakContract;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

class JinaLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("apiKey", "test-not-a-real-key", "baseUrl", URI.create("https://api.example.com"));
    }

    @Override
    protected void use(Component instance) {
        if (instance instanceof Provider provider) {
            EmbeddingRequest request = new EmbeddingRequest(
                    "m",
                    List.of(new EmbeddingRequest.Input.Text("Hi")),
                    OptionalInt.empty(),
                    EmbeddingRequest.Encoding.FLOAT,
                    Optional.empty(),
                    Optional.empty(),
                    Extras.NONE);
            assertNotNull(provider.abilities()
                    .translator(Operation.EMBEDDING)
                    .orElseThrow()
                    .encode(request, Target.of("p", "m")));
        }
    }
}
