package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.schema.SchemaRules;
import dev.switchboard.spi.wire.Changes;
import java.util.Locale;
import java.util.Map;

/** Writes {@code generationConfig}: how to sample, how to think, and what shape the answer has. */
final class ConfigWriter {
    /** The member of a request's extras that holds what of this object the canonical form does not know. */
    static final String NAME = "generationConfig";

    private static final SchemaRules SCHEMAS = SchemaRules.beside(ConfigWriter.class);

    private final ThinkingWriter thinking;
    private final Changes changes;
    private final JsonWriter out;

    ConfigWriter(String model, Changes changes, JsonWriter out) {
        thinking = new ThinkingWriter(Generation.of(model), out);
        this.changes = changes;
        this.out = out;
    }

    void write(ChatRequest request, Map<String, JsonText> extras) {
        out.object(NAME)
                .integer("candidateCount", request.choices())
                .integer("maxOutputTokens", request.maxOutputTokens())
                .number("temperature", request.temperature())
                .number("topP", request.topP())
                .integer("topK", request.topK())
                .number("presencePenalty", request.presencePenalty())
                .number("frequencyPenalty", request.frequencyPenalty())
                .integer("seed", request.seed());
        if (!request.stop().isEmpty()) {
            out.strings("stopSequences", request.stop());
        }
        request.logProbabilities().ifPresent(this::probabilities);
        request.responseFormat().ifPresent(this::format);
        if (!request.modalities().isEmpty()) {
            out.strings(
                    "responseModalities",
                    request.modalities().stream()
                            .map(modality -> modality.toUpperCase(Locale.ROOT))
                            .toList());
        }
        request.reasoning().ifPresent(thinking::write);
        JsonText rest = extras.get(NAME);
        if (rest != null) {
            JsonDocument members = JsonDocument.parse(rest.bytes());
            members.names().forEach(name -> out.raw(name, members.text(name)));
        }
        out.endObject();
    }

    private void probabilities(long alternatives) {
        out.bool("responseLogprobs", true);
        if (alternatives > 0) {
            out.integer("logprobs", alternatives);
        }
    }

    private void format(ResponseFormat format) {
        switch (format) {
            case ResponseFormat.PlainText plain -> {
                // what happens anyway
            }
            case ResponseFormat.JsonObject json -> out.string("responseMimeType", "application/json");
            case ResponseFormat.JsonSchema json -> {
                out.string("responseMimeType", "application/json");
                out.raw("responseJsonSchema", SCHEMAS.adapt(json.schema(), SchemaRules.ANSWER, changes));
            }
        }
    }
}
