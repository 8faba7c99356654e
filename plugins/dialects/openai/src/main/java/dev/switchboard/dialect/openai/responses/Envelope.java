package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Wire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The response object around the output: what the request said, and what became of it. */
final class Envelope {
    private static final String PREFIX = "resp_";
    private static final JsonText ONE = new JsonText("1.0");

    /** Members of the request that the response repeats, with what they are if nobody said. */
    private static final Map<String, JsonText> REPEATED = repeated();

    /** Members that are written here in any case. */
    private static final Set<String> OWN = Set.of(
            "id", "object", "created_at", "status", "model", "output", "usage", "error", "incomplete_details", "store");

    private final Map<String, JsonText> said = new LinkedHashMap<>(REPEATED);
    private String id = "";
    private String model;
    private long created;

    Envelope(Call<?> call) {
        model = call.model();
        call.body().ifPresent(this::repeat);
    }

    private static Map<String, JsonText> repeated() {
        Map<String, JsonText> members = new LinkedHashMap<>();
        members.put("background", JsonText.FALSE);
        members.put("instructions", JsonText.NULL);
        members.put("max_output_tokens", JsonText.NULL);
        members.put("max_tool_calls", JsonText.NULL);
        members.put("metadata", new JsonText("{}"));
        members.put("parallel_tool_calls", JsonText.TRUE);
        members.put("previous_response_id", JsonText.NULL);
        members.put("prompt_cache_key", JsonText.NULL);
        members.put("reasoning", new JsonText("{\"effort\":null,\"summary\":null}"));
        members.put("safety_identifier", JsonText.NULL);
        members.put("service_tier", new JsonText("\"default\""));
        members.put("temperature", ONE);
        members.put("text", new JsonText("{\"format\":{\"type\":\"text\"}}"));
        members.put("tool_choice", new JsonText("\"auto\""));
        members.put("tools", new JsonText("[]"));
        members.put("top_logprobs", JsonText.number(0));
        members.put("top_p", ONE);
        members.put("truncation", new JsonText("\"disabled\""));
        members.put("user", JsonText.NULL);
        return members;
    }

    private void repeat(JsonDocument request) {
        for (String name : REPEATED.keySet()) {
            request.text(name).filter(text -> !text.isNull()).ifPresent(text -> said.put(name, text));
        }
    }

    /** Takes the upstream's words for the reply; its id gets the beginning that ids have in this format. */
    void start(ChatEvent.Started started) {
        String known = started.id().replaceAll("[^A-Za-z0-9_-]", "");
        id = known.startsWith(PREFIX) ? known : PREFIX + known;
        model = started.model().isEmpty() ? model : started.model();
        created = started.created().getEpochSecond();
        started.extras().in(Wire.OPENAI_RESPONSES).forEach((name, value) -> {
            if (!OWN.contains(name)) {
                said.put(name, value);
            }
        });
    }

    /** The tier that served, if the upstream named one. */
    void served(Optional<String> tier) {
        tier.ifPresent(name -> said.put("service_tier", JsonText.string(name)));
    }

    String id() {
        if (id.length() <= PREFIX.length()) {
            id = PREFIX + UUID.randomUUID().toString().replace("-", "");
        }
        return id;
    }

    /**
     * The whole object.
     *
     * @param status  such as {@code completed}
     * @param error   null in JSON if there is none
     * @param details why it is incomplete, or null in JSON
     * @param usage   null in JSON until it is known
     */
    JsonText json(String status, JsonText error, JsonText details, List<JsonText> output, Optional<JsonText> usage) {
        JsonWriter json = new JsonWriter()
                .object()
                .string("id", id())
                .string("object", "response")
                .integer("created_at", created)
                .string("status", status)
                .raw("error", error)
                .raw("incomplete_details", details)
                .string("model", model)
                .array("output");
        output.forEach(json::raw);
        return json.endArray()
                .raw(said)
                .bool("store", false)
                .raw("usage", usage.orElse(JsonText.NULL))
                .endObject()
                .text();
    }
}
