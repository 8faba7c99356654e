package dev.switchboard.provider.replicate;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.testkit.contract.ErrorSample;
import dev.switchboard.testkit.contract.ProviderContract;
import dev.switchboard.testkit.contract.RelaySample;
import dev.switchboard.testkit.contract.TranslatorSample;
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class ReplicateContractTest extends ProviderContract {
    private static final String REPLY = "{\"id\":\"p-1\",\"model\":\"meta/llama\",\"status\":\"succeeded\","
            + "\"created_at\":\"2023-09-08T16:19:34.765994Z\",\"output\":[\"Hel\",\"lo\"],\"error\":null,"
            + "\"metrics\":{\"input_token_count\":3,\"output_token_count\":2}}";
    private static final String PICTURE = "{\"id\":\"p-2\",\"model\":\"acme/flux\",\"status\":\"succeeded\","
            + "\"created_at\":\"2023-09-08T16:19:34.765994Z\",\"output\":\"https://example.com/cat.png\"}";

    @TempDir
    Path directory;

    @Override
    protected Provider create() {
        ReplicateConfig config =
                new ReplicateConfig(secret() + "\n", URI.create("https://api.replicate.com/v1"), Map.of());
        return new ReplicateProviderFactory().create("replicate", config, TestingContext.in(directory));
    }

    @Override
    protected String secret() {
        return "sk-fake-contract";
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                .build();
        ImageRequest image = ImageRequest.builder(ImageRequest.Task.GENERATE, "public", "A cat")
                .build();
        return List.of(
                TranslatorSample.of(Operation.CHAT, chat, REPLY).streamed(Framing.NDJSON, REPLY + "\n"),
                TranslatorSample.of(Operation.IMAGE, image, PICTURE));
    }

    @Override
    protected List<RelaySample> relays() {
        return List.of();
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                ErrorSample.of(401, problem("Unauthenticated", 401), ErrorKind.AUTHENTICATION),
                ErrorSample.of(402, problem("Insufficient credit", 402), ErrorKind.QUOTA),
                ErrorSample.of(404, problem("Not found", 404), ErrorKind.NOT_FOUND),
                ErrorSample.of(422, problem("Input validation failed", 422), ErrorKind.INVALID_REQUEST),
                ErrorSample.of(429, problem("Request was throttled", 429), ErrorKind.RATE_LIMIT),
                ErrorSample.of(500, problem("Internal server error", 500), ErrorKind.UPSTREAM));
    }

    private static String problem(String title, int status) {
        return "{\"title\":\"" + title + "\",\"detail\":\"" + title + ".\",\"status\":" + status + "}";
    }
}
