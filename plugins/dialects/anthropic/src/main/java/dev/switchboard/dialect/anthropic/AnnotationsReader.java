package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Annotations.CacheMark;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.Optional;

/** Reads what hangs on an object beside its content; called after everything else was read. */
final class AnnotationsReader {
    private AnnotationsReader() {}

    static Annotations read(JsonObject object) {
        Optional<CacheMark> mark = object.object("cache_control").map(control -> new CacheMark(control.string("ttl")));
        return Annotations.of(mark, Extras.of(Wire.ANTHROPIC_MESSAGES, object.unread()));
    }
}
