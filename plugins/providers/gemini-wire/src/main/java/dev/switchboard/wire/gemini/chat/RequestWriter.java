package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.gemini.GeminiConnection.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the members of one request. Members stand in one order always, what came as extras of this format verbatim at the
 * end.
 */
final class RequestWriter {
    /** What this writer writes itself; extras of these names were read into the canonical form. */
    private static final Set<String> OWN =
            Set.of("contents", "systemInstruction", "tools", "generationConfig", "model", "labels", "serviceTier");

    private final Service service;
    private final String model;
    private final Changes changes;
    private final JsonWriter out;

    RequestWriter(Service service, String model, Changes changes, JsonWriter out) {
        this.service = service;
        this.model = model;
        this.changes = changes;
        this.out = out;
    }

    void write(ChatRequest original) {
        ChatRequest request = Support.of(service).apply(original, changes);
        Map<String, JsonText> extras = request.extras().in(Wire.GEMINI_GENERATE);
        List<Message> messages = request.messages();
        int system = leadingSystem(messages);
        PartWriter parts = new PartWriter(model, changes, out);
        if (system > 0) {
            out.object("systemInstruction").array("parts");
            messages.subList(0, system).forEach(message -> message.content().forEach(parts::write));
            out.endArray().endObject();
        }
        new ContentsWriter(parts, changes, out).write(messages, system);
        ToolWriter.write(request, extras, out);
        new ConfigWriter(model, changes, out).write(request, extras);
        labels(request);
        request.serviceTier().ifPresent(this::tier);
        others(extras).forEach(out::raw);
    }

    /** How many messages of the operator stand before all others. */
    private static int leadingSystem(List<Message> messages) {
        int count = 0;
        while (count < messages.size()
                && (messages.get(count).role() == Role.SYSTEM
                        || messages.get(count).role() == Role.DEVELOPER)) {
            count++;
        }
        return count;
    }

    private void labels(ChatRequest request) {
        if (!request.metadata().isEmpty()) {
            out.object("labels");
            request.metadata().forEach(out::string);
            out.endObject();
        }
    }

    private void tier(String word) {
        switch (word) {
            case "auto" -> {
                // the ordinary one, unless the project says otherwise
            }
            case "default", "standard", "standard_only" -> out.string("serviceTier", "standard");
            case "flex", "priority" -> out.string("serviceTier", word);
            default -> changes.dropped("service_tier", "the chosen provider has no such tier");
        }
    }

    private static Map<String, JsonText> others(Map<String, JsonText> extras) {
        Map<String, JsonText> others = new LinkedHashMap<>(extras);
        others.keySet().removeAll(OWN);
        others.remove(ToolWriter.CONFIG);
        return others;
    }
}
