package dev.switchboard.wire.openai.moderation;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.moderation.ModerationResponse;
import dev.switchboard.spi.moderation.ModerationResponse.Category;
import dev.switchboard.spi.moderation.ModerationResponse.Verdict;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.reply.Replies;
import dev.switchboard.wire.openai.reply.UsageReader;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads verdicts. A category counts if any of the tables names it: servers differ in which they fill. */
final class ModerationReader {
    private static final String EXPECTED = "a list of moderation results";
    private static final Set<String> KNOWN = Set.of("id", "model", "results", "usage");
    private static final Set<String> KNOWN_IN_RESULT =
            Set.of("flagged", "categories", "category_scores", "category_applied_input_types");

    private ModerationReader() {}

    static ModerationResponse read(Bytes body) {
        JsonValue reply = Replies.read(body, EXPECTED);
        List<Verdict> verdicts = reply.get("results").elements().stream()
                .map(ModerationReader::verdict)
                .toList();
        if (verdicts.isEmpty()) {
            throw Replies.unexpected(EXPECTED);
        }
        return new ModerationResponse(
                reply.string("id").orElse(""),
                reply.string("model").orElse(""),
                verdicts,
                UsageReader.read(reply.get("usage")).orElse(Usage.none()),
                extras(reply.without(KNOWN)));
    }

    private static Verdict verdict(JsonValue result) {
        JsonValue flags = result.get("categories");
        JsonValue scores = result.get("category_scores");
        Map<String, JsonValue> names = flags.members().isEmpty() ? scores.members() : flags.members();
        List<Category> categories = names.keySet().stream()
                .map(name -> new Category(
                        name,
                        flags.bool(name).orElse(false),
                        scores.number(name),
                        result.get("category_applied_input_types").get(name).elements().stream()
                                .flatMap(type -> type.string().stream())
                                .toList()))
                .toList();
        boolean flagged = result.bool("flagged").orElse(categories.stream().anyMatch(Category::flagged));
        return new Verdict(flagged, categories, extras(result.without(KNOWN_IN_RESULT)));
    }

    private static Extras extras(Map<String, JsonText> members) {
        return Extras.of(Wire.OPENAI_MODERATIONS, members);
    }
}
