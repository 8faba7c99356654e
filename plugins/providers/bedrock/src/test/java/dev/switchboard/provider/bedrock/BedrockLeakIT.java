package dev.switchboard.provider.bedrock;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.testkit.leak.PluginLeakContract;
import java.util.List;
import java.util.Map;

class BedrockLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("region", "eu-central-1", "apiKey", "test-not-a-real-key", "defaultMaxTokens", 4096L);
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
