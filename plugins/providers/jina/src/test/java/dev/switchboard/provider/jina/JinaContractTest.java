package dev.switchboard.provider.jina;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.contract.ErrorSample;
import dev.switchboard.testkit.contract.ProviderContract;
import dev.switchboard.testkit.contract.RelaySample;
import dev.switchboard.testkit.contract.SampleRequests;
import dev.switchboard.testkit.contract.TranslatorSample;
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class JinaContractTest extends ProviderContract {
    private static final String VECTORS =
            "{\"object\":\"list\",\"data\":[{\"embedding\":\"AAAAPwAAgL8=\",\"index\":0}],"
                    + "\"model\":\"m\",\"usage\":{\"total_tokens\":2}}";
    private static final String RANKS =
            "{\"model\":\"m\",\"results\":[{\"index\":1,\"relevance_score\":0.75},{\"index\":0,\"relevance_score\":0.5}],"
                    + "\"usage\":{\"total_tokens\":7}}";

    @TempDir
    Path directory;

    @Override
    protected Provider create() {
        JinaConfig config = new JinaConfig(secret() + "\n", URI.create("https://api.jina.example/v1"), Map.of());
        return new JinaProviderFactory().create("jina", config, TestingContext.in(directory));
    }

    @Override
    protected String secret() {
        return "sk-fake-contract";
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        return List.of(
                TranslatorSample.of(Operation.EMBEDDING, SampleRequests.embedding(), VECTORS),
                TranslatorSample.of(Operation.RERANK, SampleRequests.rerank(), RANKS));
    }

    @Override
    protected List<RelaySample> relays() {
        return List.of(RelaySample.of(
                Wire.JINA_RERANK,
                "{\"model\":\"public\",\"query\":\"Hi\",\"documents\":[\"a\"]}",
                RANKS,
                Usage.builder().set(Bucket.INPUT, 7).build()));
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                ErrorSample.of(401, "{\"detail\":\"Provided API key is invalid.\"}", ErrorKind.AUTHENTICATION),
                ErrorSample.of(400, "{\"detail\":\"The batch has too many texts.\"}", ErrorKind.INVALID_REQUEST),
                ErrorSample.of(402, "{\"detail\":\"No credits are left.\"}", ErrorKind.QUOTA),
                ErrorSample.of(429, "{\"detail\":\"Slow down.\"}", ErrorKind.RATE_LIMIT),
                ErrorSample.of(502, "<html><title>Bad gateway</title>", ErrorKind.UPSTREAM));
    }
}
