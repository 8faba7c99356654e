package dev.switchboard.wire.anthropic.reply;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a whole message. */
public final class ReplyReader {
    /** The format does not say when a reply was made. */
    static final Instant CREATED = Instant.EPOCH;

    private ReplyReader() {}

    /**
     * Reads it.
     *
     * @throws GatewayException of kind {@link ErrorKind#UPSTREAM} if it is none; of another kind if it is an error
     */
    public static ChatResponse read(Bytes body) {
        JsonValue reply = JsonValue.read(body).orElse(JsonValue.MISSING);
        if (reply.get("error").isObject() || !reply.get("content").isArray()) {
            throw unexpected(reply);
        }
        List<Block> blocks = new ArrayList<>();
        reply.get("content").elements().forEach(block -> blocks.add(BlockReader.read(block)));
        blocks.addAll(BlockReader.refusal(reply));
        return new ChatResponse(
                reply.string("id").orElse(""),
                reply.string("model").orElse(""),
                CREATED,
                List.of(new ChatResponse.Choice(
                        0,
                        blocks,
                        StopReasons.of(reply.string("stop_reason").orElse("")),
                        reply.string("stop_sequence"))),
                new UsageReader().add(reply.get("usage")),
                Extras.of(Wire.ANTHROPIC_MESSAGES, rest(reply)));
    }

    /** What a reply with a good status stands for that is none: the error it tells of, if it does. */
    public static GatewayException unexpected(JsonValue reply) {
        return reply.get("error").isObject()
                ? ErrorReader.inStream(reply.bytes()).asException()
                : GatewayException.of(
                        ErrorKind.UPSTREAM, "the upstream answered with something that is not a message of its format");
    }

    /** What an envelope says that the canonical form does not know. */
    static Map<String, JsonText> rest(JsonValue envelope) {
        return BlockReader.rest(
                envelope, "id", "model", "role", "content", "stop_reason", "stop_sequence", "usage", "error");
    }
}
