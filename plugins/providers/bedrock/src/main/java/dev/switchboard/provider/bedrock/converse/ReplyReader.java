package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.UpstreamReply;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a whole reply. */
final class ReplyReader {
    /** The format says neither when a reply was made nor which model made it. */
    static final Instant CREATED = Instant.EPOCH;

    /** The time that the call took ({@code metrics}) is known to the gateway itself. */
    private static final List<String> BESIDE = List.of("trace", "performanceConfig", "additionalModelResponseFields");

    private ReplyReader() {}

    /** @throws GatewayException of kind {@link ErrorKind#UPSTREAM} if it is none */
    static ChatResponse read(UpstreamReply reply, ChatRequest request) {
        JsonValue json = JsonValue.read(reply.body()).orElse(JsonValue.MISSING);
        JsonValue content = json.get("output").get("message").get("content");
        if (!content.isArray()) {
            throw GatewayException.of(
                    ErrorKind.UPSTREAM, "the upstream answered with something that is not a reply of its format");
        }
        return new ChatResponse(
                reply.headers().first("x-amzn-requestid").orElse(""),
                "",
                CREATED,
                List.of(new ChatResponse.Choice(
                        0,
                        BlockReader.read(content),
                        StopReasons.of(json.string("stopReason").orElse("")),
                        stopSequence(json))),
                UsageReader.read(json),
                Passthrough.answers(beside(json), request));
    }

    /** Claude tells it if it was asked to. */
    static Optional<String> stopSequence(JsonValue json) {
        return json.get("additionalModelResponseFields").filled("stop_sequence");
    }

    /** What stands beside content and usage. */
    static Map<String, JsonText> beside(JsonValue json) {
        Map<String, JsonText> members = new LinkedHashMap<>();
        BESIDE.stream()
                .filter(name -> !json.get(name).isNull())
                .forEach(name -> members.put(name, json.get(name).text()));
        return members;
    }
}
