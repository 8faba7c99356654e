package dev.switchboard.dialect.openai.moderation;

import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.moderation.ModerationResponse;
import dev.switchboard.spi.moderation.ModerationResponse.Category;
import dev.switchboard.spi.moderation.ModerationResponse.Verdict;
import dev.switchboard.spi.wire.Wire;

/** Writes verdicts. Clients look categories up in all three tables, so each category stands in each. */
final class ModerationWriter {
    private ModerationWriter() {}

    static String write(ModerationResponse response) {
        JsonWriter json = new JsonWriter()
                .object()
                .string("id", response.id())
                .string("model", response.model())
                .raw(response.extras().in(Wire.OPENAI_MODERATIONS))
                .array("results");
        response.verdicts().forEach(verdict -> write(json, verdict));
        return json.endArray().endObject().text().text();
    }

    private static void write(JsonWriter json, Verdict verdict) {
        json.object().bool("flagged", verdict.flagged()).object("categories");
        for (Category category : verdict.categories()) {
            json.bool(category.name(), category.flagged());
        }
        json.endObject().object("category_scores");
        for (Category category : verdict.categories()) {
            json.number(category.name(), category.score().orElse(category.flagged() ? 1 : 0));
        }
        json.endObject().object("category_applied_input_types");
        for (Category category : verdict.categories()) {
            json.strings(category.name(), category.judged());
        }
        json.endObject().raw(verdict.extras().in(Wire.OPENAI_MODERATIONS)).endObject();
    }
}
