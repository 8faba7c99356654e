package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.Map;

/** Members that only this format knows. */
final class OwnExtras {
    private OwnExtras() {}

    static Extras of(Map<String, JsonText> members) {
        return Extras.of(Wire.OPENAI_CHAT, members);
    }

    static Annotations annotations(Map<String, JsonText> members) {
        return Annotations.of(of(members));
    }

    /** Those of a request or a part of it that may stand in this format. */
    static Map<String, JsonText> in(Extras extras) {
        return extras.in(Wire.OPENAI_CHAT, Wire.OPENAI_COMPLETIONS);
    }

    static Map<String, JsonText> in(Annotations annotations) {
        return in(annotations.extras());
    }
}
