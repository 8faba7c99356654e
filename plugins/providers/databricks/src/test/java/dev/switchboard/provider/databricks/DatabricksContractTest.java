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
import dev.switchboard.testkit.contract.TranslatorSample;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.wire.openai.OpenAiWire.Capability;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class DatabricksContractTest extends ProviderContract {
    private static final String REPLY = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-2024-08-06","choices":[{"index":0,
            "message":{"role":"assistant","content":"Hello","refusal":null},"logprobs":null,"finish_reason":"stop"}],
            "usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12,
            "prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":1}}}
            """;
    private static final String STREAM = """
            data: {"id":"c","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

            data: {"id":"c","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"Hel"},"finish_reason":null}]}

            data: {"id":"c","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"lo"},"finish_reason":null}]}

            data: {"id":"c","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"id":"c","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12}}

            data: [DONE]

            """;

    @TempDir
    Path directory;

    @Override
    protected Provider create() {
        DatabricksConfig config = new DatabricksConfig(
                URI.create("https://w.cloud.databricks.com"),
                Optional.of(secret() + "\n"),
                Optional.empty(),
                Optional.empty(),
                List.of(Capability.CHAT),
                Map.of());
        return new DatabricksProviderFactory().create("databricks", config, TestingContext.in(directory));
    }

    @Override
    protected String secret() {
        return "sk-fake-contract";
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                .build();
        return List.of(TranslatorSample.of(Operation.CHAT, chat, REPLY).streamed(Framing.SSE, STREAM));
    }

    @Override
    protected List<RelaySample> relays() {
        Usage chat = Usage.builder()
                .set(Bucket.INPUT, 5)
                .set(Bucket.CACHE_READ, 4)
                .set(Bucket.OUTPUT, 2)
                .set(Bucket.REASONING, 1)
                .build();
        return List.of(RelaySample.of(Wire.OPENAI_CHAT, "{\"model\":\"public\",\"messages\":[]}", REPLY, chat)
                .streamed(Framing.SSE, STREAM));
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                ErrorSample.of(403, """
                        {"error_code":"PERMISSION_DENIED","message":"Invalid access token."}""", ErrorKind.PERMISSION),
                ErrorSample.of(404, """
                        {"error_code":"ENDPOINT_NOT_FOUND","message":"The endpoint does not exist."}""", ErrorKind.NOT_FOUND),
                ErrorSample.of(429, """
                        {"error_code":"REQUEST_LIMIT_EXCEEDED","message":"Exceeded the rate limit."}""", ErrorKind.RATE_LIMIT));
    }
}
