package dev.switchboard.wire.openai.request;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Members of a vendor's own format that callers of OpenAI's write beside its, since there is no other way for them.
 *
 * @param wire    the vendor's format
 * @param support what becomes of the parameters of a chat there
 * @param names   of the members
 */
public record OwnMembers(Wire wire, ChatSupport support, Set<String> names) {
    /** Copies the set. */
    public OwnMembers {
        names = Set.copyOf(names);
    }

    /**
     * A request in two parts.
     *
     * @param request without what was dropped
     * @param members of the vendor's own, verbatim, in order
     */
    public record Split(ChatRequest request, Map<String, JsonText> members) {}

    /**
     * Takes a request apart and leaves out what the vendor cannot do.
     *
     * @throws dev.switchboard.spi.error.GatewayException that names what the vendor cannot do and the meaning depends on
     */
    public Split split(ChatRequest request, Changes changes) {
        Map<String, JsonText> own = new LinkedHashMap<>();
        Map<String, JsonText> rest = new LinkedHashMap<>();
        request.extras()
                .in(Wire.OPENAI_CHAT, wire)
                .forEach((name, value) -> (names.contains(name) ? own : rest).put(name, value));
        ChatRequest others = own.isEmpty()
                ? request
                : request.toBuilder()
                        .extras(Extras.of(request.extras().wire(), rest))
                        .build();
        return new Split(support.apply(others, changes), own);
    }
}
