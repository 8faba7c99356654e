package dev.switchboard.provider.cohere;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.testkit.leak.PluginLeakContract;
import java.net.URI;
import java.util.List;
import java.util.Map;

class CohereLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("apiKey", "test-not-a-real-key", "baseUrl", URI.create("https://api.example.com"));
    }

    @Override
    protected void use(Component instance) {
        if (instance instanceof Provider provider) {
            ChatRequest request = ChatRequest.builder("m", List.of(Message.of(Role.USER, "Hi")))
                    .build();
            assertNotNull(provider.abilities()
                    .translator(Operation.CHAT)
                    .orElseThrow()
                    .encode(request, Target.of("p", "m")));
        }
    }
}
