package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message: texts and refusals that follow one another. */
final class MessageItem extends OutputItem {
    private final Map<String, JsonText> members = new LinkedHashMap<>();
    private final List<MessagePart> parts = new ArrayList<>();

    /** @param first its first block, which may carry members of the item */
    MessageItem(EventWriter events, int index, String id, Block first) {
        super(events, index, id);
        JsonText phase = Own.in(first.annotations()).get("phase");
        if (phase != null) {
            members.put("phase", phase);
        }
    }

    MessagePart start(Block block) {
        MessagePart part = new MessagePart(this, parts.size(), block);
        parts.add(part);
        return part;
    }

    /** Whether none of its parts grows any more. */
    boolean quiet() {
        return parts.stream().allMatch(MessagePart::stopped);
    }

    void close(String endStatus) {
        parts.forEach(MessagePart::stop);
        finish(endStatus);
    }

    @Override
    JsonText json() {
        JsonWriter json = new JsonWriter()
                .object()
                .string("id", id())
                .string("type", "message")
                .string("status", status())
                .string("role", "assistant")
                .raw(members)
                .array("content");
        parts.forEach(part -> json.raw(part.json()));
        return json.endArray().endObject().text();
    }
}
