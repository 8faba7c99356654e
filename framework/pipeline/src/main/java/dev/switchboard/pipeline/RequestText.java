package dev.switchboard.pipeline;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import java.util.Map;
import java.util.Set;

/**
 * The text of a request, for counting tokens: every string of its JSON body that a model reads. Names of models, kinds, roles and
 * ids are no text, and neither is what is encoded, such as images.
 */
final class RequestText {
    private static final int MOST = 1 << 20;
    private static final Set<String> NO_TEXT = Set.of(
            "model", "type", "role", "id", "data", "url", "image_url", "media_type", "mimeType", "user", "signature");

    private final StringBuilder text = new StringBuilder();

    private RequestText() {}

    static String of(Bytes body) {
        RequestText collected = new RequestText();
        JsonValue.read(body).ifPresent(collected::add);
        return collected.text.toString();
    }

    private void add(JsonValue value) {
        if (text.length() >= MOST) {
            return;
        }
        if (value.isString()) {
            String part = value.text().asString();
            text.append(part, 0, Math.min(part.length(), MOST - text.length())).append('\n');
        } else if (value.isArray()) {
            value.elements().forEach(this::add);
        } else {
            for (Map.Entry<String, JsonValue> member : value.members().entrySet()) {
                if (!NO_TEXT.contains(member.getKey())) {
                    add(member.getValue());
                }
            }
        }
    }
}
