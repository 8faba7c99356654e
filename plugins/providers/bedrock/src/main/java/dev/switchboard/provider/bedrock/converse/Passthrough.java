package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Extras;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Members of this format's requests that callers of other formats write beside their own: no other format has these names.
 *
 * @param members in this format's order
 * @param rest    the request without them
 */
record Passthrough(Map<String, JsonText> members, ChatRequest rest) {
    static final String GUARDRAIL = "guardrailConfig";
    static final String MODEL_FIELDS = "additionalModelRequestFields";
    static final String METADATA = "requestMetadata";

    private static final List<String> NAMES = List.of(
            GUARDRAIL,
            MODEL_FIELDS,
            "additionalModelResponseFieldPaths",
            METADATA,
            "performanceConfig",
            "promptVariables");

    static Passthrough of(ChatRequest request) {
        Map<String, JsonText> all = request.extras().members();
        Map<String, JsonText> members = new LinkedHashMap<>();
        NAMES.forEach(name -> {
            JsonText value = all.get(name);
            if (value != null) {
                members.put(name, value);
            }
        });
        if (members.isEmpty()) {
            return new Passthrough(members, request);
        }
        Map<String, JsonText> left = new LinkedHashMap<>(all);
        left.keySet().removeAll(members.keySet());
        return new Passthrough(
                members,
                request.toBuilder()
                        .extras(Extras.of(request.extras().wire(), left))
                        .build());
    }
}
