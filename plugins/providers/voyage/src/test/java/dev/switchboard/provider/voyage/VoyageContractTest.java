package dev.switchboard.provider.voyage;

import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.rerank.RerankRequest;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.contract.ErrorSample;
import dev.switchboard.testkit.contract.ProviderContract;
import dev.switchboard.testkit.contract.RelaySample;
import dev.switchboard.testkit.contract.TranslatorSample;
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;

class VoyageContractTest extends ProviderContract {
    private static final String VECTORS =
            "{\"object\":\"list\",\"data\":[{\"embedding\":\"AAAAPwAAgL8=\",\"index\":0}],"
                    + "\"model\":\"m\",\"usage\":{\"total_tokens\":2}}";
    private static final String RANKS =
            "{\"object\":\"list\",\"data\":[{\"relevance_score\":0.75,\"index\":1},{\"relevance_score\":0.5,\"index\":0}],"
                    + "\"model\":\"m\",\"usage\":{\"total_tokens\":7}}";

    @TempDir
    Path directory;

    @Override
    protected Provider create() {
        VoyageConfig config = new VoyageConfig(secret() + "\n", URI.create("https://api.voyage.example/v1"), Map.of());
        return new VoyageProviderFactory().create("voyage", config, TestingContext.in(directory));
    }

    @Override
    protected String secret() {
        return "sk-fake-contract";
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        EmbeddingRequest embedding = new EmbeddingRequest(
                "public",
                List.of(new EmbeddingRequest.Input.Text("Hi")),
                OptionalInt.of(2),
                EmbeddingRequest.Encoding.FLOAT,
                Optional.of(EmbeddingRequest.Task.QUERY),
                Optional.empty(),
                Extras.NONE);
        RerankRequest rerank = new RerankRequest(
                "public",
                "Hi",
                List.of(new RerankRequest.Document.Text("a"), new RerankRequest.Document.Text("b")),
                OptionalInt.of(2),
                true,
                OptionalInt.empty(),
                Extras.NONE);
        return List.of(
                TranslatorSample.of(Operation.EMBEDDING, embedding, VECTORS),
                TranslatorSample.of(Operation.RERANK, rerank, RANKS));
    }

    @Override
    protected List<RelaySample> relays() {
        return List.of();
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
