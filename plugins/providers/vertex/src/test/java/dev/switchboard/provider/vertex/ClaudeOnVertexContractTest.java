package dev.switchboard.provider.vertex;

import dev.switchboard.spi.chat.ChatParameter;
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
import dev.switchboard.testkit.contract.ParameterSample;
import dev.switchboard.testkit.contract.ProviderContract;
import dev.switchboard.testkit.contract.RelaySample;
import dev.switchboard.testkit.contract.TranslatorSample;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Claude on Vertex AI: Anthropic's format in Google's envelope. */
class ClaudeOnVertexContractTest extends ProviderContract {
    private static final String REPLY = """
            {"id":"msg_vrtx_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[
            {"type":"text","text":"Hello"}],"stop_reason":"end_turn","stop_sequence":null,
            "usage":{"input_tokens":9,"cache_creation_input_tokens":0,"cache_read_input_tokens":4,"output_tokens":6}}
            """;
    private static final String STREAM = """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_vrtx_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":6}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    @TempDir
    Path directory;

    @Override
    protected Provider create() {
        return TestingVertex.provider(Publisher.ANTHROPIC, directory);
    }

    @Override
    protected String secret() {
        return TestingVertex.SECRET;
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                .build();
        return List.of(TranslatorSample.of(Operation.CHAT, chat, REPLY).streamed(Framing.SSE, STREAM));
    }

    @Override
    protected List<RelaySample> relays() {
        Usage usage = Usage.builder()
                .set(Bucket.INPUT, 9)
                .set(Bucket.CACHE_READ, 4)
                .set(Bucket.OUTPUT, 6)
                .build();
        return List.of(RelaySample.of(Wire.ANTHROPIC_MESSAGES, "{\"model\":\"public\",\"messages\":[]}", REPLY, usage)
                .streamed(Framing.SSE, STREAM)
                .sending("{\"messages\":[],\"anthropic_version\":\"vertex-2023-10-16\"}"));
    }

    @Override
    protected ParameterSample sampleOf(ChatParameter parameter) {
        return parameter == ChatParameter.THINKING
                ? ParameterSample.signedThinking("anthropic")
                : super.sampleOf(parameter);
    }

    /** Claude's own errors, and those of Google, which stands before it. */
    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                ErrorSample.of(400, claude("invalid_request_error", "max_tokens: required"), ErrorKind.INVALID_REQUEST),
                ErrorSample.of(
                        400,
                        claude("invalid_request_error", "prompt is too long: 207310 tokens > 200000 maximum"),
                        ErrorKind.CONTEXT_WINDOW),
                ErrorSample.of(529, claude("overloaded_error", "Overloaded"), ErrorKind.OVERLOADED),
                ErrorSample.of(401, google(401, "UNAUTHENTICATED"), ErrorKind.AUTHENTICATION),
                ErrorSample.of(403, google(403, "PERMISSION_DENIED"), ErrorKind.PERMISSION),
                ErrorSample.of(404, google(404, "NOT_FOUND"), ErrorKind.NOT_FOUND),
                ErrorSample.of(429, google(429, "RESOURCE_EXHAUSTED"), ErrorKind.RATE_LIMIT),
                ErrorSample.of(503, google(503, "UNAVAILABLE"), ErrorKind.OVERLOADED));
    }

    private static String claude(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}}";
    }

    private static String google(int status, String name) {
        return "{\"error\":{\"code\":" + status + ",\"message\":\"no\",\"status\":\"" + name + "\"}}";
    }
}
