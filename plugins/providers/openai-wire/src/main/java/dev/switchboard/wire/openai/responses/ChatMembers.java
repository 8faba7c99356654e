package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Members of chat requests without a canonical form that this format has, too. */
final class ChatMembers {
    private static final Set<String> SAME = Set.of("store", "prompt_cache_retention");
    private static final String VERBOSITY = "verbosity";

    private ChatMembers() {}

    /** The request with those members in this format's words; what it does not have is noted. */
    static ChatRequest translate(ChatRequest request, Changes changes) {
        Map<String, JsonText> members = request.extras().in(Wire.OPENAI_CHAT);
        if (members.keySet().stream().noneMatch(name -> SAME.contains(name) || name.equals(VERBOSITY))) {
            return request;
        }
        Map<String, JsonText> own = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (SAME.contains(name)) {
                own.put(name, value);
            } else if (name.equals(VERBOSITY)) {
                own.put(
                        "text",
                        new JsonWriter().object().raw(name, value).endObject().text());
            } else {
                changes.dropped(name, "only the format " + Wire.OPENAI_CHAT + " has it, not the chosen provider");
            }
        });
        return request.toBuilder().extras(Extras.of(Wire.OPENAI_RESPONSES, own)).build();
    }
}
