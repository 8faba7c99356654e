package dev.switchboard.dialect.openai;

import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.Map;
import java.util.Set;

/** Members that only OpenAI's format knows. */
final class OwnExtras {
    private OwnExtras() {}

    /** What nobody read of an object. */
    static Extras of(JsonObject object) {
        return Extras.of(Wire.OPENAI_CHAT, object.unread());
    }

    /** Those of a reply or a part of it that may stand in this format. */
    static Map<String, JsonText> in(Extras extras) {
        return extras.in(Wire.OPENAI_CHAT, Wire.OPENAI_COMPLETIONS);
    }

    /** Says which of a reply or a part of it only another format knows. */
    static void tellOthers(Extras extras, Changes changes) {
        changes.foreign(extras, Wire.OPENAI_CHAT, Wire.OPENAI_COMPLETIONS);
    }

    /** Writes members that came from elsewhere, but for those that this dialect writes itself. */
    static void write(JsonWriter json, Map<String, JsonText> extras, Set<String> own) {
        extras.forEach((name, value) -> {
            if (!own.contains(name)) {
                json.raw(name, value);
            }
        });
    }
}
