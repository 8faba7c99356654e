package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.testkit.contract.DialectContract;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.util.List;

class AnthropicDialectContractTest extends DialectContract {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    @Override
    protected Dialect create() {
        return new AnthropicDialect();
    }

    @Override
    protected List<Sample> samples() {
        return List.of(
                sample("/v1/messages", "\"max_tokens\":16," + MESSAGES, false),
                sample("/v1/messages", "\"max_tokens\":16,\"stream\":true," + MESSAGES, true),
                sample("/v1/messages/count_tokens", MESSAGES, false));
    }

    private static Sample sample(String path, String members, boolean stream) {
        return new Sample(
                TestingRequest.to(path, "content-type", "application/json"),
                "{\"model\":\"m\"," + members + "}",
                "m",
                stream);
    }
}
