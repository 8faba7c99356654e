package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes a whole text completion. */
final class CompletionWriter {
    private CompletionWriter() {}

    static void write(JsonGenerator json, ChatResponse response) {
        json.writeStartObject();
        String id = Envelope.id(response.id(), "cmpl-");
        Envelope.writeHead(
                json, id, "text_completion", response.created(), response.model(), OwnExtras.in(response.extras()));
        json.writeArrayPropertyStart("choices");
        response.choices().forEach(choice -> writeChoice(json, choice));
        json.writeEndArray();
        UsageWriter.write(json, response.usage());
        json.writeEndObject();
    }

    private static void writeChoice(JsonGenerator json, ChatResponse.Choice choice) {
        json.writeStartObject();
        json.writeStringProperty("text", text(choice.content()));
        json.writeNumberProperty("index", choice.index());
        Envelope.writeChoiceExtras(json, OwnExtras.in(choice.extras()));
        json.writeStringProperty("finish_reason", Envelope.finishReason(choice.stopReason(), false));
        json.writeEndObject();
    }

    /** There is no other place for a refusal in this shape. */
    private static String text(List<Block> content) {
        StringBuilder text = new StringBuilder();
        for (Block block : content) {
            if (block instanceof Block.Text part) {
                text.append(part.text());
            } else if (block instanceof Block.Refusal refusal) {
                text.append(refusal.text());
            }
        }
        return text.toString();
    }
}
