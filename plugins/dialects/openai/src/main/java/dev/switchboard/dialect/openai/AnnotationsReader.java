package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Annotations.CacheMark;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what hangs on an object beside its content; called after everything else was read. The mark
 * {@code cache_control} is not OpenAI's, but how callers of other providers' models ask for caching in this format.
 */
final class AnnotationsReader {
    private AnnotationsReader() {}

    /**
     * The annotations of a thing that is written as one object, or as several, where the outer only names the inner's kind.
     */
    static Annotations read(JsonObject... objects) {
        Optional<CacheMark> mark = Optional.empty();
        Map<String, JsonText> extras = new LinkedHashMap<>();
        for (JsonObject object : objects) {
            Optional<CacheMark> own = object.get("cache_control").map(AnnotationsReader::mark);
            mark = mark.or(() -> own);
            extras.putAll(object.unread());
        }
        return Annotations.of(mark, Extras.of(Wire.OPENAI_CHAT, extras));
    }

    private static CacheMark mark(JsonField value) {
        return new CacheMark(value.asObject().string("ttl"));
    }
}
