package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.reply.UsageReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a whole chat completion. */
final class ReplyReader {
    private ReplyReader() {}

    static ChatResponse read(Bytes body) {
        JsonValue reply =
                JsonValue.read(body).filter(JsonValue::isObject).orElseThrow(() -> notAReply("not a JSON object"));
        if (!reply.get("error").isBlank()) {
            throw ErrorReader.inReply(reply).asException();
        }
        List<JsonValue> choices = reply.get("choices").elements();
        if (choices.isEmpty()) {
            throw notAReply("without choices");
        }
        List<ChatResponse.Choice> read = new ArrayList<>();
        for (JsonValue choice : choices) {
            read.add(choice(choice, read.size()));
        }
        return new ChatResponse(
                reply.filled("id").orElse(""),
                reply.filled("model").orElse(""),
                created(reply),
                read,
                UsageReader.read(reply.get("usage")).orElse(Usage.none()),
                OwnExtras.of(Unread.of(reply, Unread.ENVELOPE)));
    }

    /** Seconds since 1970, also as a fraction; the epoch itself if the server does not say. */
    static Instant created(JsonValue envelope) {
        return Instant.ofEpochSecond(Math.clamp(envelope.integer("created").orElse(0), 0, 253_402_300_799L));
    }

    private static ChatResponse.Choice choice(JsonValue choice, int position) {
        int index = Math.clamp(choice.integer("index").orElse(position), 0, 100_000);
        JsonValue message = choice.get("message");
        List<Block> blocks = new ArrayList<>(ContentReader.blocks(message));
        ContentReader.audio(message).ifPresent(blocks::add);
        int spoken = blocks.size();
        for (JsonValue call : message.get("tool_calls").elements()) {
            blocks.add(ToolCall.of(call).block(index, blocks.size() - spoken));
        }
        Optional<String> sequence = choice.filled("stop_reason");
        Map<String, JsonText> extras = new LinkedHashMap<>(Unread.of(choice, Unread.CHOICE));
        Unread.of(message, Unread.MESSAGE).forEach(extras::putIfAbsent);
        extras.remove("audio");
        return new ChatResponse.Choice(
                index,
                blocks,
                reason(choice, blocks.size() > spoken, sequence),
                sequence,
                List.of(),
                OwnExtras.of(extras));
    }

    /** vLLM names the sequence that ended the choice in {@code stop_reason}. */
    private static StopReason reason(JsonValue choice, boolean usesTool, Optional<String> sequence) {
        StopReason reason = StopReasons.of(choice.filled("finish_reason").orElse(""), usesTool);
        return reason == StopReason.END_TURN && sequence.isPresent() ? StopReason.STOP_SEQUENCE : reason;
    }

    private static GatewayException notAReply(String what) {
        return GatewayException.of(
                ErrorKind.UPSTREAM, "the upstream answered with something " + what + " (expected: a chat completion)");
    }
}
