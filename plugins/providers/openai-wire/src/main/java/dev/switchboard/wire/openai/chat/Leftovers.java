package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes what a chunk says beyond the canonical form, such as sound, as a chunk that says only that.
 *
 * @param envelope the members that all chunks of one reply repeat, verbatim
 */
record Leftovers(Map<String, JsonText> envelope) {
    private static final Set<String> REPEATED = Set.of("id", "object", "created", "model");

    static Leftovers of(JsonValue chunk) {
        Set<String> others = new TreeSet<>(chunk.members().keySet());
        others.removeAll(REPEATED);
        return new Leftovers(Unread.of(chunk, others));
    }

    /** @param news members of the envelope that no earlier chunk had said */
    Optional<ChatEvent> in(List<JsonValue> choices, Map<String, JsonText> news) {
        JsonWriter out = new JsonWriter().object().raw(envelope).array("choices");
        boolean any = !news.isEmpty();
        for (JsonValue choice : choices) {
            any |= write(choice, out);
        }
        if (!any) {
            return Optional.empty();
        }
        JsonText chunk = out.endArray().raw(news).endObject().text();
        return Optional.of(new ChatEvent.Foreign(Refusals.FAMILY, chunk));
    }

    private static boolean write(JsonValue choice, JsonWriter out) {
        Map<String, JsonText> ofChoice = Unread.ofChoice(choice);
        Map<String, JsonText> ofDelta = Unread.ofMessage(choice.get("delta"));
        if (ofChoice.isEmpty() && ofDelta.isEmpty()) {
            return false;
        }
        JsonValue index = choice.get("index");
        out.object().raw("index", index.isBlank() ? JsonText.number(0) : index.text());
        out.object("delta").raw(ofDelta).endObject();
        out.raw(ofChoice).raw("finish_reason", JsonText.NULL).endObject();
        return true;
    }
}
