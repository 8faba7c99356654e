package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The members of an object, each under its name in camel case or the same with underscores; Google takes both. Counts may be
 * strings, as protocol buffers write 64-bit integers.
 */
final class Fields {
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private final JsonObject object;

    Fields(JsonObject object) {
        this.object = object;
    }

    static Fields of(JsonField field) {
        return new Fields(field.asObject());
    }

    /** A member that is there and not null. @param name in camel case */
    Optional<JsonField> get(String name) {
        return object.get(name).or(() -> object.get(snake(name)));
    }

    /** A member that must be there; the error names it in camel case. */
    JsonField require(String name) {
        return get(name).orElseGet(() -> object.require(name));
    }

    private static String snake(String camel) {
        return CAPITAL.matcher(camel).replaceAll(match -> "_" + match.group().toLowerCase(Locale.ROOT));
    }

    Optional<String> string(String name) {
        return get(name).map(JsonField::asString);
    }

    Optional<Boolean> bool(String name) {
        return get(name).map(JsonField::asBoolean);
    }

    OptionalDouble number(String name) {
        return get(name).map(value -> OptionalDouble.of(value.asDouble())).orElse(OptionalDouble.empty());
    }

    OptionalLong integer(String name) {
        return get(name).map(value -> OptionalLong.of(integer(value))).orElse(OptionalLong.empty());
    }

    private static long integer(JsonField value) {
        if (!value.isString()) {
            return value.asLong();
        }
        String text = value.asString();
        return text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : value.fail("an integer");
    }

    Optional<Fields> object(String name) {
        return get(name).map(Fields::of);
    }

    /** The elements of an array; a single object counts as an array of one, as in protocol buffers' JSON. */
    List<JsonField> list(String name) {
        return get(name)
                .map(value -> value.isObject() ? List.of(value) : value.asArray())
                .orElse(List.of());
    }

    /** What nobody read, by the names it came under. */
    Map<String, JsonText> unread() {
        return object.unread();
    }

    /** What nobody read, as members that only this format knows. */
    Extras extras() {
        return Extras.of(Wire.GEMINI_GENERATE, unread());
    }
}
