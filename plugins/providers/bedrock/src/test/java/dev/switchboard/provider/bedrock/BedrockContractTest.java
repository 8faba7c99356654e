package dev.switchboard.provider.bedrock;

import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.contract.ErrorSample;
import dev.switchboard.testkit.contract.ParameterSample;
import dev.switchboard.testkit.contract.ProviderContract;
import dev.switchboard.testkit.contract.RelaySample;
import dev.switchboard.testkit.contract.StreamSample;
import dev.switchboard.testkit.contract.TranslatorSample;
import dev.switchboard.testkit.framing.AwsFrames;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;

/** Models whose names tell nothing, in Bedrock's own format. */
class BedrockContractTest extends ProviderContract {
    static final String MESSAGE = """
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[
            {"type":"text","text":"Hello"}],"stop_reason":"end_turn","stop_sequence":null,
            "usage":{"input_tokens":9,"cache_creation_input_tokens":0,"cache_read_input_tokens":4,"output_tokens":6}}
            """;
    static final Bytes CHUNKS = TestingBedrock.chunks(
            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
                    + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}",
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hello\"}}",
            "{\"type\":\"content_block_stop\",\"index\":0}",
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":6}}",
            "{\"type\":\"message_stop\"}");
    private static final String REPLY = """
            {"metrics":{"latencyMs":988},"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},
            "stopReason":"end_turn","usage":{"inputTokens":9,"outputTokens":6,"totalTokens":15}}
            """;
    private static final Bytes STREAM = Bytes.concat(
            AwsFrames.event("messageStart", "{\"p\":\"abc\",\"role\":\"assistant\"}"),
            AwsFrames.event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hel\"}}"),
            AwsFrames.event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"lo\"}}"),
            AwsFrames.event("contentBlockStop", "{\"contentBlockIndex\":0}"),
            AwsFrames.event(
                    "contentBlockStart",
                    "{\"contentBlockIndex\":1,\"start\":{\"toolUse\":{\"name\":\"weather\",\"toolUseId\":\"tooluse_1\"}}}"),
            AwsFrames.event(
                    "contentBlockDelta",
                    "{\"contentBlockIndex\":1,\"delta\":{\"toolUse\":{\"input\":\"{\\\"city\\\":\\\"Rome\\\"}\"}}}"),
            AwsFrames.event("contentBlockStop", "{\"contentBlockIndex\":1}"),
            AwsFrames.event("messageStop", "{\"stopReason\":\"tool_use\"}"),
            AwsFrames.event(
                    "metadata",
                    "{\"metrics\":{\"latencyMs\":7},\"usage\":{\"inputTokens\":9,\"outputTokens\":6,\"totalTokens\":15}}"));

    @TempDir
    Path directory;

    @Override
    protected Provider create() {
        return TestingBedrock.provider(directory, Optional.empty());
    }

    @Override
    protected String secret() {
        return TestingBedrock.SECRET;
    }

    /** The reply and the stream of a chat. */
    TranslatorSample<?, ?, ?> chat(ChatRequest request) {
        return TranslatorSample.of(Operation.CHAT, request, REPLY)
                .streamed(new StreamSample(Framing.AWS_EVENT_STREAM, STREAM));
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                .build();
        EmbeddingRequest embedding = new EmbeddingRequest(
                "public",
                List.of(new EmbeddingRequest.Input.Text("Hi")),
                OptionalInt.empty(),
                EmbeddingRequest.Encoding.FLOAT,
                Optional.empty(),
                Optional.empty(),
                Extras.NONE);
        return List.of(
                chat(chat),
                TranslatorSample.of(Operation.COUNT_TOKENS, chat, "{\"inputTokens\":23}"),
                TranslatorSample.of(
                        Operation.EMBEDDING, embedding, "{\"embedding\":[0.5,-1],\"inputTextTokenCount\":3}"));
    }

    @Override
    protected List<RelaySample> relays() {
        Usage usage = Usage.builder()
                .set(Bucket.INPUT, 9)
                .set(Bucket.CACHE_READ, 4)
                .set(Bucket.OUTPUT, 6)
                .build();
        return List.of(RelaySample.of(Wire.ANTHROPIC_MESSAGES, "{\"model\":\"public\",\"messages\":[]}", MESSAGE, usage)
                .streamed(new StreamSample(Framing.AWS_EVENT_STREAM, CHUNKS))
                .sending("{\"messages\":[],\"anthropic_version\":\"bedrock-2023-05-31\"}"));
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                error(400, "ValidationException", "Malformed input request", ErrorKind.INVALID_REQUEST),
                error(
                        400,
                        "ValidationException:http://internal.amazon.com/coral/com.amazon.bedrock/",
                        "Input is too long for requested model.",
                        ErrorKind.CONTEXT_WINDOW),
                error(
                        400,
                        "ValidationException",
                        "The model returned the following errors: prompt is too long: 200049 tokens > 200000 maximum",
                        ErrorKind.CONTEXT_WINDOW),
                error(400, "ValidationException", "The provided model identifier is invalid.", ErrorKind.NOT_FOUND),
                error(400, "ServiceQuotaExceededException", "Your request exceeds the quota", ErrorKind.QUOTA),
                error(
                        400,
                        "ValidationException",
                        "Output blocked by content filtering policy",
                        ErrorKind.CONTENT_POLICY),
                error(
                        403,
                        "AccessDeniedException:http://internal.amazon.com/coral/com.amazon.bedrock/",
                        "You don't have access to the model with the specified model ID.",
                        ErrorKind.PERMISSION),
                error(403, "InvalidSignatureException", "Signature expired", ErrorKind.AUTHENTICATION),
                error(403, "UnrecognizedClientException", "The security token is invalid", ErrorKind.AUTHENTICATION),
                error(403, "ExpiredTokenException", "The security token is expired", ErrorKind.AUTHENTICATION),
                error(404, "ResourceNotFoundException", "Could not resolve the foundation model", ErrorKind.NOT_FOUND),
                error(408, "ModelTimeoutException", "Took too long", ErrorKind.UPSTREAM_TIMEOUT),
                error(424, "ModelErrorException", "The model failed", ErrorKind.UPSTREAM),
                error(429, "ThrottlingException", "Too many requests, please wait", ErrorKind.RATE_LIMIT),
                error(429, "ThrottlingException", "Too many tokens per day, please wait", ErrorKind.QUOTA),
                error(429, "ModelNotReadyException", "The model is not ready", ErrorKind.OVERLOADED),
                error(500, "InternalServerException", "An internal error", ErrorKind.UPSTREAM),
                error(503, "ServiceUnavailableException", "Unable to process", ErrorKind.OVERLOADED),
                ErrorSample.of(
                        429,
                        "{\"__type\":\"com.amazon.coral.service#ThrottlingException\",\"Message\":\"Rate exceeded\"}",
                        ErrorKind.RATE_LIMIT),
                ErrorSample.of(503, "<html>busy</html>", ErrorKind.OVERLOADED));
    }

    private static ErrorSample error(int status, String type, String message, ErrorKind kind) {
        return new ErrorSample(
                new UpstreamReply(
                        status, Headers.of("x-amzn-errortype", type), Bytes.utf8("{\"message\":\"" + message + "\"}")),
                kind);
    }

    @Override
    protected ParameterSample sampleOf(ChatParameter parameter) {
        return switch (parameter) {
            case THINKING -> ParameterSample.signedThinking("anthropic");
            case SERVICE_TIER -> {
                ChatRequest plain = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                        .build();
                yield new ParameterSample(
                        plain, plain.toBuilder().serviceTier("flex").build());
            }
            default -> super.sampleOf(parameter);
        };
    }
}
