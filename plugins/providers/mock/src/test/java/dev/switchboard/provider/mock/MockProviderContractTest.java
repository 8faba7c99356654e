package dev.switchboard.provider.mock;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.contract.LocalSample;
import dev.switchboard.testkit.contract.ProviderContract;
import dev.switchboard.testkit.doubles.TestingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;

class MockProviderContractTest extends ProviderContract {
    @TempDir
    Path folder;

    @Override
    protected Provider create() {
        MockConfig config = new MockConfig(List.of(), Duration.ZERO, Duration.ZERO, 8);
        return new MockFactory().create("mock", config, TestingContext.in(folder));
    }

    @Override
    protected String secret() {
        return "";
    }

    @Override
    protected List<LocalSample<?, ?, ?>> localModels() {
        ChatRequest chat = ChatRequest.builder("m", List.of(Message.of(Role.USER, "Hello there")))
                .build();
        EmbeddingRequest embedding = new EmbeddingRequest(
                "m",
                List.of(new EmbeddingRequest.Input.Text("Hello")),
                OptionalInt.empty(),
                EmbeddingRequest.Encoding.FLOAT,
                Optional.empty(),
                Optional.empty(),
                Extras.NONE);
        return List.of(
                new LocalSample<>(Operation.CHAT, chat, true),
                new LocalSample<>(Operation.EMBEDDING, embedding, false));
    }
}
