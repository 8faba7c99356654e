package dev.switchboard.provider.anthropic;

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
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class AnthropicContractTest extends ProviderContract {
    private static final String REPLY = """
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5","content":[
            {"type":"text","text":"Hello"}],"stop_reason":"end_turn","stop_sequence":null,
            "usage":{"input_tokens":9,"cache_creation_input_tokens":7,"cache_read_input_tokens":4,
            "cache_creation":{"ephemeral_5m_input_tokens":5,"ephemeral_1h_input_tokens":2},"output_tokens":6,
            "output_tokens_details":{"thinking_tokens":1},"server_tool_use":{"web_search_requests":3}}}
            """;
    private static final String STREAM = """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":1}}}

            event: ping
            data: {"type": "ping"}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_1","name":"weather","input":{}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"city\\":\\"Rome\\"}"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":1}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":6}}

            event: message_stop
            data: {"type":"message_stop"}

            """;
    private static final String COUNT = "{\"input_tokens\":36}";

    @TempDir
    Path directory;

    @Override
    protected Provider create() {
        AnthropicConfig config = new AnthropicConfig(
                secret() + "\n",
                URI.create("https://api.anthropic.com"),
                "2023-06-01",
                List.of(),
                16_000,
                Map.of("x-note", secret()));
        return new AnthropicProviderFactory().create("anthropic", config, TestingContext.in(directory));
    }

    @Override
    protected String secret() {
        return "sk-fake-contract";
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                .build();
        return List.of(
                TranslatorSample.of(Operation.CHAT, chat, REPLY).streamed(Framing.SSE, STREAM),
                TranslatorSample.of(Operation.COUNT_TOKENS, chat, COUNT));
    }

    @Override
    protected List<RelaySample> relays() {
        Usage usage = Usage.builder()
                .set(Bucket.INPUT, 9)
                .set(Bucket.CACHE_READ, 4)
                .set(Bucket.CACHE_WRITE, 5)
                .set(Bucket.CACHE_WRITE_1H, 2)
                .set(Bucket.OUTPUT, 5)
                .set(Bucket.REASONING, 1)
                .set(Bucket.REQUESTS, 3)
                .build();
        return List.of(
                RelaySample.of(Wire.ANTHROPIC_MESSAGES, "{\"model\":\"public\",\"messages\":[]}", REPLY, usage)
                        .streamed(Framing.SSE, STREAM),
                RelaySample.of(
                        Wire.ANTHROPIC_COUNT_TOKENS, "{\"messages\":[],\"model\":\"public\"}", COUNT, Usage.none()));
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                ErrorSample.of(
                        400, error("invalid_request_error", "max_tokens: Field required"), ErrorKind.INVALID_REQUEST),
                ErrorSample.of(
                        400,
                        error("invalid_request_error", "prompt is too long: 207310 tokens > 200000 maximum"),
                        ErrorKind.CONTEXT_WINDOW),
                ErrorSample.of(
                        400,
                        error(
                                "invalid_request_error",
                                "input length and `max_tokens` exceed context limit: 190000 + 21333 > 204698"),
                        ErrorKind.CONTEXT_WINDOW),
                ErrorSample.of(
                        400,
                        error("invalid_request_error", "Your credit balance is too low to access the Anthropic API."),
                        ErrorKind.QUOTA),
                ErrorSample.of(
                        400,
                        error("invalid_request_error", "Output blocked by content filtering policy"),
                        ErrorKind.CONTENT_POLICY),
                ErrorSample.of(401, error("authentication_error", "invalid x-api-key"), ErrorKind.AUTHENTICATION),
                ErrorSample.of(402, error("billing_error", "check your payment"), ErrorKind.QUOTA),
                ErrorSample.of(403, error("permission_error", "not allowed"), ErrorKind.PERMISSION),
                ErrorSample.of(404, error("not_found_error", "model: claude-4-5-haiku"), ErrorKind.NOT_FOUND),
                ErrorSample.of(413, error("request_too_large", "too many bytes"), ErrorKind.TOO_LARGE),
                ErrorSample.of(429, error("rate_limit_error", "slow down"), ErrorKind.RATE_LIMIT),
                ErrorSample.of(500, error("api_error", "Internal server error"), ErrorKind.UPSTREAM),
                ErrorSample.of(504, error("timeout_error", "took too long"), ErrorKind.UPSTREAM_TIMEOUT),
                ErrorSample.of(529, error("overloaded_error", "Overloaded"), ErrorKind.OVERLOADED),
                ErrorSample.of(503, "<html>busy</html>", ErrorKind.OVERLOADED));
    }

    private static String error(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}}";
    }

    @Override
    protected ParameterSample sampleOf(ChatParameter parameter) {
        return parameter == ChatParameter.THINKING
                ? ParameterSample.signedThinking("anthropic")
                : super.sampleOf(parameter);
    }
}
