package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.anthropic.format.ToolInput;
import java.util.Map;

/** Writes a whole message. */
final class MessageWriter {
    private final Changes changes;
    private final JsonWriter json = new JsonWriter();

    MessageWriter(Changes changes) {
        this.changes = changes;
    }

    JsonWriter write(ChatResponse response) {
        if (response.choices().size() > 1) {
            changes.dropped("choices", "this format has one reply only");
        }
        ChatResponse.Choice choice = response.choices().getFirst();
        Map<String, JsonText> extras = Envelope.extras(response.extras());
        changes.foreign(response.extras(), Wire.ANTHROPIC_MESSAGES);
        changes.foreign(choice.extras(), Wire.ANTHROPIC_MESSAGES);
        if (!choice.probabilities().isEmpty()) {
            changes.dropped("logprobs", "this format has none");
        }
        json.object();
        Envelope.writeHead(json, response.id(), response.model());
        json.array("content");
        choice.content().forEach(block -> block(block, extras.containsKey("stop_details")));
        json.endArray()
                .string(
                        "stop_reason",
                        StopWords.of(
                                choice.stopReason(),
                                has(choice, Block.ToolUse.class),
                                has(choice, Block.Refusal.class)))
                .stringOrNull("stop_sequence", choice.stopSequence());
        UsageWriter.write(json, response.usage());
        return json.raw(extras).endObject();
    }

    private static boolean has(ChatResponse.Choice choice, Class<? extends Block> type) {
        return choice.content().stream().anyMatch(type::isInstance);
    }

    /** @param refusalToldElsewhere whether the envelope says what a refusal says */
    private void block(Block block, boolean refusalToldElsewhere) {
        if (block instanceof Block.Refusal && refusalToldElsewhere) {
            return;
        }
        JsonText input = block instanceof Block.ToolUse use ? ToolInput.of(use, "content", changes) : ToolInput.EMPTY;
        BlockWriter.write(block, input, changes).ifPresent(json::raw);
        if (block instanceof Block.Text text) {
            text.annotations()
                    .signature()
                    .flatMap(signature -> BlockWriter.write(BlockWriter.signatureOf(signature), input, changes))
                    .ifPresent(json::raw);
        }
    }
}
