package dev.switchboard.dialect.openai;

import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object, each read at most once; what nobody read is what this dialect does not know. A member that is
 * {@code null} counts as absent, since several SDKs write what was not set that way. Not safe for use by several threads.
 */
final class JsonObject {
    private final JsonDocument document;
    private final @Nullable JsonValue self;
    private final Set<String> read = new HashSet<>();

    /** An object. @param self where it stands; null for the body itself */
    JsonObject(JsonDocument document, @Nullable JsonValue self) {
        this.document = document;
        this.self = self;
    }

    /** A member that is there and not null. */
    Optional<JsonValue> get(String name) {
        read.add(name);
        return document.value(name)
                .map(bytes -> new JsonValue(bytes, self, name))
                .filter(value -> !value.isNull());
    }

    /** A member that must be there. */
    JsonValue require(String name) {
        return get(name).orElseThrow(() -> missing(name));
    }

    Optional<String> string(String name) {
        return get(name).map(JsonValue::asString);
    }

    Optional<Boolean> bool(String name) {
        return get(name).map(JsonValue::asBoolean);
    }

    OptionalLong integer(String name) {
        return get(name).map(value -> OptionalLong.of(value.asLong())).orElse(OptionalLong.empty());
    }

    OptionalDouble number(String name) {
        return get(name).map(value -> OptionalDouble.of(value.asDouble())).orElse(OptionalDouble.empty());
    }

    Optional<JsonText> text(String name) {
        return get(name).map(JsonValue::text);
    }

    List<String> names() {
        return document.names();
    }

    /** Leaves a member unread after all, so that it counts among the extras. */
    void leave(String name) {
        read.remove(name);
    }

    /** The members that nobody read, verbatim and in order. */
    Map<String, JsonText> extras() {
        Map<String, JsonText> extras = new LinkedHashMap<>();
        for (String name : document.names()) {
            if (!read.contains(name)) {
                document.text(name).ifPresent(text -> extras.put(name, text));
            }
        }
        return extras;
    }

    private RuntimeException missing(String name) {
        String path = self == null ? name : self.path() + "." + name;
        return Errors.invalid("Missing required parameter: '" + path + "'.", path, "missing_required_parameter");
    }
}
