package dev.switchboard.wire.openai.json;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in the order it is told, without white space: the same calls always make the same bytes, which upstream prompt
 * caches depend on. What is empty is not written, never as null. Not safe for use by several threads.
 */
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();
    private boolean first = true;

    /** Opens an object, as a value or an element. */
    public JsonWriter object() {
        return open(null, '{');
    }

    /** Opens an object as a member. */
    public JsonWriter object(String name) {
        return open(name, '{');
    }

    /** Opens an array, as a value or an element. */
    public JsonWriter array() {
        return open(null, '[');
    }

    /** Opens an array as a member. */
    public JsonWriter array(String name) {
        return open(name, '[');
    }

    /** Closes an object. */
    public JsonWriter endObject() {
        return close('}');
    }

    /** Closes an array. */
    public JsonWriter endArray() {
        return close(']');
    }

    /** Writes a member that is a string. */
    public JsonWriter string(String name, String value) {
        return value(name, JsonText.string(value));
    }

    /** Writes an element that is a string. */
    public JsonWriter string(String value) {
        return value(null, JsonText.string(value));
    }

    /** Writes a member that is a string, if there is one. */
    public JsonWriter string(String name, Optional<String> value) {
        value.ifPresent(text -> string(name, text));
        return this;
    }

    /** Writes a member that is a boolean, if there is one. */
    public JsonWriter bool(String name, Optional<Boolean> value) {
        value.ifPresent(flag -> value(name, JsonText.bool(flag)));
        return this;
    }

    /** Writes a member verbatim. */
    public JsonWriter raw(String name, JsonText value) {
        return value(name, value);
    }

    /** Writes an element verbatim. */
    public JsonWriter raw(JsonText value) {
        return value(null, value);
    }

    /** Writes members verbatim, in their order. */
    public JsonWriter raw(Map<String, JsonText> members) {
        members.forEach(this::raw);
        return this;
    }

    /** The text so far. */
    public JsonText text() {
        return new JsonText(out.toString());
    }

    /** The text so far, encoded. */
    public Bytes bytes() {
        return Bytes.utf8(out.toString());
    }

    /** A JSON number; without a fraction if it has none. @param number finite */
    public static JsonText number(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return new JsonText(whole ? Long.toString((long) number) : Double.toString(number));
    }

    private JsonWriter value(@Nullable String name, JsonText value) {
        separate(name);
        out.append(value.text());
        return this;
    }

    private JsonWriter open(@Nullable String name, char bracket) {
        separate(name);
        out.append(bracket);
        first = true;
        return this;
    }

    private JsonWriter close(char bracket) {
        out.append(bracket);
        first = false;
        return this;
    }

    private void separate(@Nullable String name) {
        if (!first) {
            out.append(',');
        }
        first = false;
        if (name != null) {
            out.append(JsonText.string(name).text()).append(':');
        }
    }
}
