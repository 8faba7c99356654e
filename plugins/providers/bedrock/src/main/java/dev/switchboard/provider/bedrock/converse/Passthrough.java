package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Extras;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    private static final String RESPONSE_FIELDS = "additionalModelResponseFieldPaths";
    private static final String PERFORMANCE = "performanceConfig";

    private static final List<String> NAMES =
            List.of(GUARDRAIL, MODEL_FIELDS, RESPONSE_FIELDS, METADATA, PERFORMANCE, "promptVariables");

    /** Members of a reply, by the members of a request that ask for them. */
    private static final Map<String, String> ANSWERS =
            Map.of(GUARDRAIL, "trace", RESPONSE_FIELDS, "additionalModelResponseFields", PERFORMANCE, PERFORMANCE);

    /**
     * What a reply says beside content and usage: in the caller's own format what the caller asked for, by the names it asked with,
     * else in this one.
     */
    static Extras answers(Map<String, JsonText> beside, ChatRequest request) {
        Map<String, JsonText> asked = new LinkedHashMap<>();
        NAMES.stream()
                .filter(request.extras().members()::containsKey)
                .flatMap(name -> Optional.ofNullable(ANSWERS.get(name)).stream())
                .filter(beside::containsKey)
                .forEach(name -> asked.put(name, beside.get(name)));
        return asked.isEmpty()
                ? Extras.of(ConverseTranslator.WIRE, beside)
                : Extras.of(request.extras().wire(), asked);
    }

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
