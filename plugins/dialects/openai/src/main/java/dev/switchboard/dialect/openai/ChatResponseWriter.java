package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.ChatResponse;
import tools.jackson.core.JsonGenerator;

/** Writes a whole chat completion. */
final class ChatResponseWriter {
    private final JsonGenerator json;
    private final boolean legacy;

    /** A writer. @param legacy whether the caller speaks of functions, as before tools */
    ChatResponseWriter(JsonGenerator json, boolean legacy) {
        this.json = json;
        this.legacy = legacy;
    }

    void write(ChatResponse response) {
        json.writeStartObject();
        String id = Envelope.id(response.id(), "chatcmpl-");
        Envelope.writeHead(
                json, id, "chat.completion", response.created(), response.model(), OwnExtras.in(response.extras()));
        json.writeArrayPropertyStart("choices");
        response.choices().forEach(this::writeChoice);
        json.writeEndArray();
        UsageWriter.write(json, response.usage());
        json.writeEndObject();
    }

    private void writeChoice(ChatResponse.Choice choice) {
        json.writeStartObject();
        json.writeNumberProperty("index", choice.index());
        new MessageWriter(json, choice.content(), legacy).write();
        Envelope.writeChoiceExtras(json, OwnExtras.in(choice.extras()));
        json.writeStringProperty("finish_reason", Envelope.finishReason(choice.stopReason(), legacy));
        json.writeEndObject();
    }
}
