package dev.switchboard.provider.cohere;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request as far as Cohere can do it, and the members of Cohere's own that callers of OpenAI's format write beside its, since
 * there is no other way for them.
 *
 * @param request without what was dropped
 * @param members verbatim, in order
 */
record OwnMembers(ChatRequest request, Map<String, JsonText> members) {
    private static final Set<String> NAMES =
            Set.of("documents", "citation_options", "safety_mode", "strict_tools", "priority", "thinking");

    /** @throws dev.switchboard.spi.error.GatewayException that names what Cohere cannot do */
    static OwnMembers of(ChatRequest request, Changes changes) {
        Map<String, JsonText> own = new LinkedHashMap<>();
        Map<String, JsonText> rest = new LinkedHashMap<>();
        request.extras()
                .in(Wire.OPENAI_CHAT, ChatTranslator.WIRE)
                .forEach((name, value) -> (NAMES.contains(name) ? own : rest).put(name, value));
        ChatRequest others = own.isEmpty()
                ? request
                : request.toBuilder()
                        .extras(Extras.of(request.extras().wire(), rest))
                        .build();
        return new OwnMembers(ChatTranslator.SUPPORT.apply(others, changes), own);
    }
}
