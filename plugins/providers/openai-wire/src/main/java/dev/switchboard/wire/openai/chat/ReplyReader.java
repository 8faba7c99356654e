package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.reply.TierReader;
import dev.switchboard.wire.openai.reply.UsageReader;
import java.time.Instant;
import java.util.ArrayList;
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
        List<Citation> sources = Citations.ofReply(reply);
        List<ChatResponse.Choice> read = new ArrayList<>();
        for (JsonValue choice : choices) {
            read.add(choice(choice, read.size(), sources));
        }
        return new ChatResponse(
                reply.filled("id").orElse(""),
                reply.filled("model").orElse(""),
                created(reply),
                read,
                TierReader.name(UsageReader.read(reply.get("usage")).orElse(Usage.none()), reply),
                OwnExtras.of(Unread.of(reply, Unread.ENVELOPE)));
    }

    /** Seconds since 1970, also as a fraction; the epoch itself if the server does not say. */
    static Instant created(JsonValue envelope) {
        return Instant.ofEpochSecond(Math.clamp(envelope.integer("created").orElse(0), 0, 253_402_300_799L));
    }

    private static ChatResponse.Choice choice(JsonValue choice, int position, List<Citation> sources) {
        FailedChoice.in(choice).ifPresent(error -> {
            throw error.asException();
        });
        int index = Math.clamp(choice.integer("index").orElse(position), 0, 100_000);
        JsonValue message = choice.get("message");
        List<Block> blocks = new ArrayList<>(ContentReader.blocks(message));
        List<Citation> cited = Citations.in(message);
        Optional<Signature> signature = ThoughtSignature.in(message);
        if (blocks.stream().noneMatch(Block.Text.class::isInstance) && !(cited.isEmpty() && signature.isEmpty())) {
            blocks.add(new Block.Text(""));
        }
        annotate(blocks, cited.isEmpty() ? sources : cited, signature);
        ContentReader.audio(message).ifPresent(blocks::add);
        int spoken = blocks.size();
        for (JsonValue call : ToolCall.in(message)) {
            blocks.add(ToolCall.of(call).block(index, blocks.size() - spoken));
        }
        Optional<String> sequence = choice.filled("stop_reason");
        Map<String, JsonText> extras = Unread.ofChoice(choice);
        Unread.ofMessage(message).forEach(extras::putIfAbsent);
        extras.remove("audio");
        return new ChatResponse.Choice(
                index,
                blocks,
                reason(choice, blocks.size() > spoken, sequence),
                sequence,
                Probabilities.in(choice),
                OwnExtras.of(extras));
    }

    /** Hangs on the last text what the message says beside it. */
    private static void annotate(List<Block> blocks, List<Citation> citations, Optional<Signature> signature) {
        for (int i = blocks.size() - 1; i >= 0; i--) {
            if (blocks.get(i) instanceof Block.Text text) {
                Annotations annotations =
                        signature.map(text.annotations()::withSignature).orElse(text.annotations());
                blocks.set(i, new Block.Text(text.content(), citations, annotations));
                return;
            }
        }
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
