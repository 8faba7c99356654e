package dev.switchboard.spi.json;

import dev.switchboard.spi.error.GatewayException;
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
 * The members of an object that a caller sent. Each is read at most once; what nobody read is what the reader does not know.
 * A member that is {@code null} counts as absent, since several SDKs write what was not set that way. Whatever is not as it
 * must be ends in a {@link GatewayException} of kind {@link dev.switchboard.spi.error.ErrorKind#INVALID_REQUEST} that names
 * the place. Not safe for use by several threads.
 */
public final class JsonObject {
    private final JsonDocument document;
    private final @Nullable JsonField self;
    private final Set<String> read = new HashSet<>();

    private JsonObject(JsonDocument document, @Nullable JsonField self) {
        this.document = document;
        this.self = self;
    }

    /** A request body. */
    public static JsonObject of(JsonDocument body) {
        return new JsonObject(body, null);
    }

    static JsonObject of(JsonValue object, JsonField self) {
        return new JsonObject(JsonDocument.within(object), self);
    }

    /** A member that is there and not null. */
    public Optional<JsonField> get(String name) {
        read.add(name);
        return document.member(name)
                .map(value -> new JsonField(value, self, name))
                .filter(value -> !value.isNull());
    }

    /** A member that must be there. */
    public JsonField require(String name) {
        return get(name).orElseThrow(() -> missing(name));
    }

    /** A member that is a string. */
    public Optional<String> string(String name) {
        return get(name).map(JsonField::asString);
    }

    /** A member that is a boolean. */
    public Optional<Boolean> bool(String name) {
        return get(name).map(JsonField::asBoolean);
    }

    /** A member that is a whole number. */
    public OptionalLong integer(String name) {
        return get(name).map(value -> OptionalLong.of(value.asLong())).orElse(OptionalLong.empty());
    }

    /**
     * A member that is a whole number of 0 to 15 digits; empty for any other value: for readers that look at a body which somebody
     * else will check.
     */
    public OptionalLong count(String name) {
        Optional<JsonField> value = get(name);
        return value.isPresent() ? JsonDigits.read(value.get().text().bytes()) : OptionalLong.empty();
    }

    /** A member that is a finite number. */
    public OptionalDouble number(String name) {
        return get(name).map(value -> OptionalDouble.of(value.asDouble())).orElse(OptionalDouble.empty());
    }

    /** A member of any type, verbatim. */
    public Optional<JsonText> text(String name) {
        return get(name).map(JsonField::text);
    }

    /** A member that is an array; its elements, or none if it is absent. */
    public List<JsonField> list(String name) {
        return get(name).map(JsonField::asArray).orElse(List.of());
    }

    /** A member that is an object. */
    public Optional<JsonObject> object(String name) {
        return get(name).map(JsonField::asObject);
    }

    /** The names of all members, in order. */
    public List<String> names() {
        return document.names();
    }

    /** Leaves a member unread after all, so that it counts among the {@link #unread}. */
    public void leave(String name) {
        read.remove(name);
    }

    /** The members that nobody read, verbatim and in order; without those that are null. */
    public Map<String, JsonText> unread() {
        Map<String, JsonText> rest = new LinkedHashMap<>();
        for (String name : document.names()) {
            if (!read.contains(name)) {
                document.text(name).filter(text -> !text.isNull()).ifPresent(text -> rest.put(name, text));
            }
        }
        return rest;
    }

    private GatewayException missing(String name) {
        String path = self == null ? name : self.path() + "." + name;
        return JsonField.invalid("Missing required parameter: '" + path + "'.", path, "missing_required_parameter");
    }
}
