package dev.switchboard.guardrail.patterns;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.Verdict;
import dev.switchboard.testkit.doubles.TestingExchange;
import dev.switchboard.testkit.leak.PluginLeakContract;
import java.util.List;
import java.util.Map;

class PatternsLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of(
                "check",
                List.of("request"),
                "rules",
                List.of(Map.of("name", "words", "pattern", "forbidden", "action", "block", "replacement", "")));
    }

    @Override
    protected void use(Component instance) {
        if (instance instanceof Guardrail guardrail) {
            ChatRequest request = ChatRequest.builder("m", List.of(Message.of(Role.USER, "forbidden")))
                    .build();
            assertInstanceOf(Verdict.Block.class, guardrail.checkRequest(request, TestingExchange.chat("m")));
        }
    }
}
