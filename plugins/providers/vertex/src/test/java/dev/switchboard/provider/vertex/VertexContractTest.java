package dev.switchboard.provider.vertex;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.contract.ErrorSample;
import dev.switchboard.testkit.contract.ProviderContract;
import dev.switchboard.testkit.contract.RelaySample;
import dev.switchboard.testkit.contract.SampleRequests;
import dev.switchboard.testkit.contract.TranslatorSample;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Gemini on Vertex AI. */
class VertexContractTest extends ProviderContract {
    private static final String REPLY = """
            {"candidates":[{"content":{"role":"model","parts":[{"text":"Hi"}]},"finishReason":"STOP","avgLogprobs":-0.1}],
            "usageMetadata":{"promptTokenCount":9,"cachedContentTokenCount":4,"candidatesTokenCount":2,"thoughtsTokenCount":1,
            "totalTokenCount":12,"trafficType":"ON_DEMAND"},"modelVersion":"gemini-2.5-pro",
            "createTime":"2025-08-20T13:48:23.241046Z","responseId":"r1"}""";
    private static final String STREAM = """
            data: {"candidates":[{"content":{"role":"model","parts":[{"text":"Hel"}]}}],"modelVersion":"m","responseId":"r1"}

            data: {"candidates":[{"content":{"role":"model","parts":[{"text":"lo"}]},"finishReason":"STOP"}],\
            "usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":2,"totalTokenCount":11},"responseId":"r1"}

            """;

    @TempDir
    Path directory;

    @Override
    protected Provider create() {
        return TestingVertex.provider(Publisher.GOOGLE, directory);
    }

    @Override
    protected String secret() {
        return TestingVertex.SECRET;
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                .build();
        return List.of(
                TranslatorSample.of(Operation.CHAT, chat, REPLY).streamed(Framing.SSE, STREAM),
                TranslatorSample.of(Operation.COUNT_TOKENS, chat, "{\"totalTokens\":4,\"totalBillableCharacters\":9}"),
                TranslatorSample.of(
                        Operation.EMBEDDING,
                        SampleRequests.embedding(),
                        "{\"predictions\":[{\"embeddings\":{\"values\":[0.5,-1],\"statistics\":{\"token_count\":2}}}]}"));
    }

    @Override
    protected List<RelaySample> relays() {
        Usage usage = Usage.builder()
                .set(Bucket.INPUT, 5)
                .set(Bucket.CACHE_READ, 4)
                .set(Bucket.OUTPUT, 2)
                .set(Bucket.REASONING, 1)
                .build();
        String body = "{\"contents\":[ {\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}],\"labels\":{\"team\":\"a\"}}";
        return List.of(
                RelaySample.of(Wire.GEMINI_GENERATE, body, REPLY, usage)
                        .streamed(Framing.SSE, STREAM)
                        .sending(body),
                RelaySample.of(
                                Wire.GEMINI_COUNT_TOKENS,
                                "{\"model\":\"public\",\"contents\":[]}",
                                "{\"totalTokens\":4}",
                                Usage.none())
                        .sending("{\"model\":\"publishers/google/models/contract-model-7\",\"contents\":[]}"),
                RelaySample.of(Wire.GEMINI_EMBED, "{\"content\":{}}", "{\"embedding\":{\"values\":[1]}}", Usage.none())
                        .sending("{\"content\":{}}"));
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                row(400, "INVALID_ARGUMENT", "Unable to submit request", ErrorKind.INVALID_REQUEST),
                row(
                        400,
                        "INVALID_ARGUMENT",
                        "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
                        ErrorKind.CONTEXT_WINDOW),
                row(401, "UNAUTHENTICATED", "Request had invalid credentials.", ErrorKind.AUTHENTICATION),
                row(403, "PERMISSION_DENIED", "Permission 'aiplatform.endpoints.predict' denied", ErrorKind.PERMISSION),
                row(404, "NOT_FOUND", "Publisher Model was not found", ErrorKind.NOT_FOUND),
                row(429, "RESOURCE_EXHAUSTED", "Resource exhausted. Please try again later.", ErrorKind.RATE_LIMIT),
                row(500, "INTERNAL", "Internal error encountered.", ErrorKind.UPSTREAM),
                row(503, "UNAVAILABLE", "The service is currently unavailable.", ErrorKind.OVERLOADED));
    }

    private static ErrorSample row(int status, String name, String message, ErrorKind kind) {
        return ErrorSample.of(
                status,
                "{\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\",\"status\":\"" + name + "\"}}",
                kind);
    }
}
