package ${package};

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.testkit.contract.ErrorSample;
import dev.switchboard.testkit.contract.ProviderContract;
import dev.switchboard.testkit.contract.TranslatorSample;
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class ${name}ProviderContractTest extends ProviderContract {
    private static final String STREAM = """
            data: {"id":"1","model":"model-1","created":1767225600}

            data: {"text":"Hel"}

            data: {"text":"lo"}

            data: {"end":"stop","in":3,"out":2}

            """;

    @TempDir
    private Path folder;

    @Override
    protected Provider create() {
        ${name}Config config = new ${name}Config(secret(), URI.create("https://api.example.com"));
        return new ${name}Factory().create("contract", config, TestingContext.in(folder));
    }

    @Override
    protected String secret() {
        return "sk-test-not-a-real-key";
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        ChatRequest request = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                .build();
        return List.of(TranslatorSample.of(
                        Operation.CHAT,
                        request,
                        "{\"id\":\"1\",\"model\":\"model-1\",\"created\":1767225600,\"text\":\"Hello\",\"end\":\"stop\",\"in\":3,\"out\":2}")
                .streamed(Framing.SSE, STREAM));
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                ErrorSample.of(401, "{\"error\":\"Who?\"}", ErrorKind.AUTHENTICATION),
                ErrorSample.of(429, "{\"error\":\"Slow down\"}", ErrorKind.RATE_LIMIT),
                ErrorSample.of(503, "{\"error\":\"Busy\"}", ErrorKind.OVERLOADED),
                ErrorSample.of(502, "<html>", ErrorKind.UPSTREAM));
    }
}
