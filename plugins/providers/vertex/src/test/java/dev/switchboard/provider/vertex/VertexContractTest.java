package dev.switchboard.provider.vertex;

import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.contract.ErrorSample;
import dev.switchboard.testkit.contract.ParameterSample;
import dev.switchboard.testkit.contract.ProviderContract;
import dev.switchboard.testkit.contract.RelaySample;
import dev.switchboard.testkit.contract.TranslatorSample;
import dev.switchboard.testkit.doubles.TestingContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;

class VertexContractTest extends ProviderContract {
    private static final String REPLY = """
            {"candidates":[{"content":{"parts":[{"text":"Hm","thought":true},{"text":"Hi"}],"role":"model"},
            "finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":20,"cachedContentTokenCount":5,
            "candidatesTokenCount":2,"thoughtsTokenCount":3,"totalTokenCount":25},"modelVersion":"gemini-x","responseId":"r1"}""";
    private static final String STREAM = """
            data: {"candidates":[{"content":{"parts":[{"text":"Hm","thought":true}],"role":"model"},"index":0}],"responseId":"r1"}

            data: {"candidates":[{"content":{"parts":[{"text":"Hi"}],"role":"model"},"index":0}],"responseId":"r1"}

            data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{"error":1}}}]},"finishReason":"STOP"}],\
            "usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":2,"totalTokenCount":3},"responseId":"r1"}

            """;
    private static final String VECTORS =
            "{\"predictions\":[{\"embeddings\":{\"values\":[0.5,-1],\"statistics\":{\"token_count\":1}}}]}";

    @TempDir
    Path directory;

    @Override
    protected Provider create() {
        VertexConfig config = new VertexConfig(
                Optional.empty(),
                "global",
                Publisher.GOOGLE,
                Optional.of(secret()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                4096);
        return new VertexProviderFactory().create("vertex", config, TestingContext.in(directory));
    }

    @Override
    protected String secret() {
        return "fake-vertex-key";
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hello"))).stream(true)
                .build();
        EmbeddingRequest embedding = new EmbeddingRequest(
                "public",
                List.of(new EmbeddingRequest.Input.Text("a")),
                OptionalInt.of(2),
                EmbeddingRequest.Encoding.FLOAT,
                Optional.of(EmbeddingRequest.Task.QUERY),
                Optional.empty(),
                Extras.NONE);
        return List.of(
                TranslatorSample.of(Operation.CHAT, chat, REPLY).streamed(Framing.SSE, STREAM),
                TranslatorSample.of(Operation.COUNT_TOKENS, chat, "{\"totalTokens\":4}"),
                TranslatorSample.of(Operation.EMBEDDING, embedding, VECTORS));
    }

    @Override
    protected List<RelaySample> relays() {
        Usage usage = Usage.builder()
                .set(Bucket.INPUT, 15)
                .set(Bucket.CACHE_READ, 5)
                .set(Bucket.OUTPUT, 2)
                .set(Bucket.REASONING, 3)
                .build();
        String body = "{\"contents\":[ {\"parts\":[{\"text\":\"hi\"}]}]}";
        return List.of(
                RelaySample.of(Wire.GEMINI_GENERATE, body, REPLY, usage)
                        .streamed(Framing.SSE, STREAM)
                        .sending(body),
                RelaySample.of(Wire.GEMINI_COUNT_TOKENS, body, "{\"totalTokens\":4}", Usage.none())
                        .sending(body),
                RelaySample.of(Wire.GEMINI_EMBED, "{\"content\":{}}", "{\"embedding\":{\"values\":[1]}}", Usage.none())
                        .sending("{\"content\":{}}"));
    }

    @Override
    protected ParameterSample sampleOf(ChatParameter parameter) {
        if (parameter != ChatParameter.SERVICE_TIER) {
            return super.sampleOf(parameter);
        }
        ChatRequest plain = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                .build();
        return new ParameterSample(plain, plain.toBuilder().serviceTier("flex").build());
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                row(400, "INVALID_ARGUMENT", ErrorKind.INVALID_REQUEST),
                row(401, "UNAUTHENTICATED", ErrorKind.AUTHENTICATION),
                row(403, "PERMISSION_DENIED", ErrorKind.PERMISSION),
                row(404, "NOT_FOUND", ErrorKind.NOT_FOUND),
                row(500, "INTERNAL", ErrorKind.UPSTREAM),
                row(503, "UNAVAILABLE", ErrorKind.OVERLOADED));
    }

    private static ErrorSample row(int status, String name, ErrorKind kind) {
        String body = "{\"error\":{\"code\":%d,\"message\":\"no\",\"status\":\"%s\"}}".formatted(status, name);
        return ErrorSample.of(status, body, kind);
    }
}
