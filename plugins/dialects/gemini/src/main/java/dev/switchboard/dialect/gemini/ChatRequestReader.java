package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the canonical request from the body of {@code :generateContent}. */
final class ChatRequestReader {
    private final Changes changes;

    ChatRequestReader(Changes changes) {
        this.changes = changes;
    }

    ChatRequest read(String model, Fields body, boolean stream) {
        body.get("model"); // the path says it
        List<Message> messages = new ArrayList<>();
        body.get("systemInstruction").ifPresent(system -> messages.add(system(system)));
        messages.addAll(new ContentsReader().read(body.list("contents")));
        ChatRequest.Builder request = ChatRequest.builder(model, messages).stream(stream);
        Map<String, JsonText> config = new LinkedHashMap<>();
        body.object("generationConfig")
                .ifPresent(fields -> config.putAll(new ConfigReader(changes, request).read(fields)));
        Map<String, JsonText> choice = ToolsReader.read(body, request, changes);
        body.string("serviceTier").flatMap(ChatRequestReader::tier).ifPresent(request::serviceTier);
        body.object("labels").ifPresent(labels -> request.metadata(labels(labels)));
        Map<String, JsonText> extras = body.unread();
        put(extras, "generationConfig", config);
        put(extras, "toolConfig", choice);
        return request.extras(Extras.of(Wire.GEMINI_GENERATE, extras)).build();
    }

    /** Google's words, also those of older clients such as {@code SERVICE_TIER_FLEX}. */
    private static Optional<String> tier(String word) {
        String tier = word.toLowerCase(Locale.ROOT).replaceFirst("^service_tier_", "");
        return switch (tier) {
            case "unspecified" -> Optional.empty();
            case "standard" -> Optional.of("default");
            default -> Optional.of(tier);
        };
    }

    /** The same as a content, or, as some SDKs send it, nothing but its text. */
    private static Message system(JsonField system) {
        if (system.isString()) {
            return Message.of(Role.SYSTEM, system.asString());
        }
        List<Block> blocks = new ArrayList<>();
        PartsReader parts = new PartsReader();
        Fields.of(system).list("parts").forEach(part -> blocks.add(parts.read(part)));
        return Message.of(Role.SYSTEM, blocks);
    }

    private static Map<String, String> labels(Fields labels) {
        Map<String, String> read = new LinkedHashMap<>();
        labels.unread()
                .forEach((name, value) ->
                        read.put(name, value.text().startsWith("\"") ? value.asString() : value.text()));
        return read;
    }

    private static void put(Map<String, JsonText> extras, String name, Map<String, JsonText> members) {
        if (!members.isEmpty()) {
            extras.put(name, new JsonWriter().object().raw(members).endObject().text());
        }
    }
}
