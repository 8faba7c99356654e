package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.List;

/** Writes a whole text completion. */
final class CompletionWriter {
    private CompletionWriter() {}

    static JsonWriter write(ChatResponse response, Changes changes) {
        JsonWriter json = new JsonWriter().object();
        String id = Envelope.id(response.id(), "cmpl-");
        Envelope.writeHead(
                json, id, "text_completion", response.created(), response.model(), OwnExtras.in(response.extras()));
        OwnExtras.tellOthers(response.extras(), changes);
        json.array("choices");
        response.choices().forEach(choice -> writeChoice(json, choice, changes));
        json.endArray();
        UsageWriter.write(json, response.usage());
        ServiceTier.write(json, response.usage(), response.extras());
        return json.endObject();
    }

    private static void writeChoice(JsonWriter json, ChatResponse.Choice choice, Changes changes) {
        json.object().string("text", text(choice.content(), changes)).integer("index", choice.index());
        Envelope.writeChoiceExtras(json, choice);
        OwnExtras.tellOthers(choice.extras(), changes);
        json.string("finish_reason", Envelope.finishReason(choice.stopReason(), false))
                .endObject();
    }

    private static String text(List<Block> content, Changes changes) {
        StringBuilder text = new StringBuilder();
        content.forEach(block -> text.append(textOf(block, changes)));
        return text.toString();
    }

    /** What a block says; there is no other place for a refusal in this shape. */
    static String textOf(Block block, Changes changes) {
        return switch (block) {
            case Block.Text text -> text.text();
            case Block.Refusal refusal -> refusal.text();
            default -> {
                changes.dropped("content", "a text completion has no place for anything but text");
                yield "";
            }
        };
    }
}
