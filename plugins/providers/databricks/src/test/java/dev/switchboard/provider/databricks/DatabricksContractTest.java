package dev.switchboard.provider.databricks;

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
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class DatabricksContractTest extends ProviderContract {
    private static final String REPLY = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"llama","choices":[{"index":0,
            "message":{"role":"assistant","content":"Hello"},"finish_reason":"stop","logprobs":null}],
            "usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12}}
            """;
    private static final String STREAM = """
            data: {"id":"c","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Hel"},"finish_reason":null}],"usage":{"prompt_tokens":9,"completion_tokens":1,"total_tokens":10}}

            data: {"id":"c","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"lo"},"finish_reason":null}],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}

            data: {"id":"c","created":1,"model":"m","choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12}}

            data: [DONE]

            """;
    private static final String TEXT = """
            {"id":"cmpl-1","object":"text_completion","created":1,"model":"llama","choices":[{"index":0,"text":"Hello",
            "finish_reason":"stop","logprobs":null}],"usage":{"prompt_tokens":2,"completion_tokens":3,"total_tokens":5}}
            """;
    private static final String TEXT_STREAM = """
            data: {"id":"c","choices":[{"text":"Hello","index":0,"logprobs":null,"finish_reason":null}]}

            data: {"id":"c","choices":[{"text":"","index":0,"finish_reason":"stop"}]}

            data: [DONE]

            """;
    private static final String VECTORS =
            "{\"object\":\"list\",\"model\":\"e\",\"data\":[{\"index\":0,\"embedding\":[0.5,-1]}],\"usage\":{\"prompt_tokens\":2,\"total_tokens\":2}}";

    @TempDir
    Path directory;

    @Override
    protected Provider create() {
        DatabricksConfig config = new DatabricksConfig(
                URI.create("https://contract.cloud.databricks.com"),
                Optional.of(secret() + "\n"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of("x-note", secret()));
        return new DatabricksProviderFactory().create("databricks", config, TestingContext.in(directory));
    }

    @Override
    protected String secret() {
        return "fake-databricks-token";
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                .build();
        return List.of(
                TranslatorSample.of(Operation.CHAT, chat, REPLY).streamed(Framing.SSE, STREAM),
                TranslatorSample.of(Operation.EMBEDDING, SampleRequests.embedding(), VECTORS));
    }

    @Override
    protected List<RelaySample> relays() {
        return List.of(
                RelaySample.of(Wire.OPENAI_CHAT, "{\"model\":\"public\",\"messages\":[]}", REPLY, usage(9, 3))
                        .streamed(Framing.SSE, STREAM),
                RelaySample.of(Wire.OPENAI_COMPLETIONS, "{\"prompt\":\"Hi\",\"model\":\"public\"}", TEXT, usage(2, 3))
                        .streamed(Framing.SSE, TEXT_STREAM),
                RelaySample.of(
                        Wire.OPENAI_EMBEDDINGS,
                        "{\"model\":\"public\",\"input\":\"Hi\"}",
                        VECTORS,
                        Usage.builder().set(Bucket.INPUT, 2).build()));
    }

    private static Usage usage(long input, long output) {
        return Usage.builder()
                .set(Bucket.INPUT, input)
                .set(Bucket.OUTPUT, output)
                .build();
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                row(400, "BAD_REQUEST", "messages must be a list", ErrorKind.INVALID_REQUEST),
                row(401, "UNAUTHENTICATED", "Credential was not sent", ErrorKind.AUTHENTICATION),
                row(403, "PERMISSION_DENIED", "You do not have permission", ErrorKind.PERMISSION),
                row(404, "RESOURCE_DOES_NOT_EXIST", "The given endpoint does not exist", ErrorKind.NOT_FOUND),
                row(429, "REQUEST_LIMIT_EXCEEDED", "Exceeded the rate limit", ErrorKind.RATE_LIMIT),
                row(500, "INTERNAL_ERROR", "The server received an invalid response", ErrorKind.UPSTREAM),
                row(503, "TEMPORARILY_UNAVAILABLE", "The service is unavailable", ErrorKind.OVERLOADED));
    }

    private static ErrorSample row(int status, String code, String message, ErrorKind kind) {
        return ErrorSample.of(status, "{\"error_code\":\"" + code + "\",\"message\":\"" + message + "\"}", kind);
    }
}
