package dev.switchboard.provider.ollama;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.contract.ErrorSample;
import dev.switchboard.testkit.contract.ParameterSample;
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

class OllamaContractTest extends ProviderContract {
    private static final String REPLY = """
            {"model":"m","created_at":"2025-08-20T13:48:23.241046Z","message":{"role":"assistant","content":"Hello"},
            "done":true,"done_reason":"stop","prompt_eval_count":5,"eval_count":2}
            """;
    private static final String STREAM = """
            {"model":"m","created_at":"2025-08-20T13:48:23.241046Z","message":{"role":"assistant","content":"Hel"},"done":false}
            {"model":"m","created_at":"2025-08-20T13:48:23.251046Z","message":{"role":"assistant","content":"lo"},"done":false}
            {"model":"m","created_at":"2025-08-20T13:48:23.261046Z","message":{"role":"assistant","content":""},"done":true,\
            "done_reason":"stop","prompt_eval_count":5,"eval_count":2}
            """;
    private static final String VECTORS = "{\"model\":\"e\",\"embeddings\":[[0.5,-1]],\"prompt_eval_count\":2}";

    @TempDir
    Path directory;

    @Override
    protected Provider create() {
        OllamaConfig config = new OllamaConfig(
                URI.create("http://localhost:11434"),
                Optional.of(secret() + "\n"),
                Optional.of(8192),
                Optional.of("30m"),
                Map.of());
        return new OllamaProviderFactory().create("ollama", config, TestingContext.in(directory));
    }

    @Override
    protected String secret() {
        return "sk-fake-contract";
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                .build();
        EmbeddingRequest embedding = new EmbeddingRequest(
                "public",
                List.of(new EmbeddingRequest.Input.Text("Hi")),
                OptionalInt.of(256),
                EmbeddingRequest.Encoding.FLOAT,
                Optional.empty(),
                Optional.empty(),
                Extras.NONE);
        return List.of(
                TranslatorSample.of(Operation.CHAT, chat, REPLY).streamed(Framing.NDJSON, STREAM),
                TranslatorSample.of(Operation.EMBEDDING, embedding, VECTORS));
    }

    /** Ollama can leave tools out, but not demand one. */
    @Override
    protected ParameterSample sampleOf(ChatParameter parameter) {
        if (parameter != ChatParameter.TOOL_CHOICE) {
            return super.sampleOf(parameter);
        }
        ChatRequest without = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                .tools(List.of(new Tool.Function(
                        "look", Optional.empty(), Optional.empty(), Optional.empty(), Annotations.NONE)))
                .build();
        return new ParameterSample(
                without, without.toBuilder().toolChoice(new ToolChoice.None()).build());
    }

    @Override
    protected List<RelaySample> relays() {
        return List.of();
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                ErrorSample.of(404, error("model 'x' not found"), ErrorKind.NOT_FOUND),
                ErrorSample.of(400, error("x does not support tools"), ErrorKind.INVALID_REQUEST),
                ErrorSample.of(400, error("the input length exceeds the context length"), ErrorKind.CONTEXT_WINDOW),
                ErrorSample.of(401, error("unauthorized"), ErrorKind.AUTHENTICATION),
                ErrorSample.of(500, error("model runner has unexpectedly stopped"), ErrorKind.UPSTREAM),
                ErrorSample.of(
                        503,
                        error("server busy, please try again. maximum pending requests exceeded"),
                        ErrorKind.OVERLOADED));
    }

    private static String error(String words) {
        return "{\"error\":\"" + words + "\"}";
    }
}
