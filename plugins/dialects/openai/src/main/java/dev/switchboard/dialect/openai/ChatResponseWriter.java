package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;

/** Writes a whole chat completion. */
final class ChatResponseWriter {
    private final JsonWriter json = new JsonWriter();
    private final boolean legacy;
    private final Changes changes;

    /**
     * A writer.
     *
     * @param legacy  whether the caller speaks of functions, as before tools
     * @param changes where to say what has no place in this format
     */
    ChatResponseWriter(boolean legacy, Changes changes) {
        this.legacy = legacy;
        this.changes = changes;
    }

    JsonWriter write(ChatResponse response) {
        json.object();
        String id = Envelope.id(response.id(), "chatcmpl-");
        Envelope.writeHead(
                json, id, "chat.completion", response.created(), response.model(), OwnExtras.in(response.extras()));
        OwnExtras.tellOthers(response.extras(), changes);
        json.array("choices");
        response.choices().forEach(this::writeChoice);
        json.endArray();
        UsageWriter.write(json, response.usage());
        ServiceTier.write(json, response.usage(), response.extras());
        return json.endObject();
    }

    private void writeChoice(ChatResponse.Choice choice) {
        json.object().integer("index", choice.index());
        new MessageWriter(json, choice.content(), legacy, changes).write();
        Envelope.writeChoiceExtras(json, choice);
        OwnExtras.tellOthers(choice.extras(), changes);
        json.string("finish_reason", Envelope.finishReason(choice.stopReason(), legacy));
        json.endObject();
    }
}
