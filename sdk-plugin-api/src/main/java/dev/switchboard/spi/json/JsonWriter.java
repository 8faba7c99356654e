package dev.switchboard.spi.json;

import dev.switchboard.spi.io.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in the order it is told, without white space: the same calls always make the same bytes, which upstream prompt
 * caches depend on. What is empty is not written, never as null. Not safe for use by several threads.
 */
public final class JsonWriter {
    private static final int INITIAL_CAPACITY = 256;

    private final JsonBuffer out;
    private boolean first = true;

    /** A writer of a text of any size. */
    public JsonWriter() {
        this(INITIAL_CAPACITY);
    }

    /**
     * A writer of a text whose size is about known, so that it need not be copied as it grows.
     *
     * @param bytes how many it will have, more than 0; it may have more
     */
    public JsonWriter(int bytes) {
        this.out = new JsonBuffer(bytes);
    }

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
        return quoted(name, value);
    }

    /** Writes an element that is a string. */
    public JsonWriter string(String value) {
        return quoted(null, value);
    }

    /** Writes a member that is a string, if there is one. */
    public JsonWriter string(String name, Optional<String> value) {
        value.ifPresent(text -> string(name, text));
        return this;
    }

    /** Writes a member that is a string, in the form it came in. */
    public JsonWriter string(String name, JsonString value) {
        separate(name);
        out.quoted(value);
        return this;
    }

    /** Writes an element that is a string, in the form it came in. */
    public JsonWriter string(JsonString value) {
        separate(null);
        out.quoted(value);
        return this;
    }

    /** Writes a member that is a boolean, if there is one. */
    public JsonWriter bool(String name, Optional<Boolean> value) {
        value.ifPresent(flag -> value(name, JsonText.bool(flag)));
        return this;
    }

    /** Writes a member that is a boolean. */
    public JsonWriter bool(String name, boolean value) {
        return value(name, JsonText.bool(value));
    }

    /** Writes a member that is a whole number. */
    public JsonWriter integer(String name, long value) {
        separate(name);
        out.add(value);
        return this;
    }

    /** Writes a member that is a whole number, if there is one. */
    public JsonWriter integer(String name, OptionalLong value) {
        value.ifPresent(number -> integer(name, number));
        return this;
    }

    /** Writes a member that is a finite number. */
    public JsonWriter number(String name, double value) {
        return value(name, number(value));
    }

    /** Writes a member that is a finite number, if there is one. */
    public JsonWriter number(String name, OptionalDouble value) {
        value.ifPresent(number -> number(name, number));
        return this;
    }

    /** Writes a member that is an array of strings. */
    public JsonWriter strings(String name, List<String> values) {
        array(name);
        values.forEach(this::string);
        return endArray();
    }

    /** Writes an array of strings, as a value or an element. */
    public JsonWriter strings(List<String> values) {
        array();
        values.forEach(this::string);
        return endArray();
    }

    /** Writes a member that is null: for formats in which it must be there. */
    public JsonWriter nil(String name) {
        return value(name, JsonText.NULL);
    }

    /** Writes a member that is a string, or null if there is none: for formats in which it must be there. */
    public JsonWriter stringOrNull(String name, Optional<String> value) {
        return value(name, value.map(JsonText::string).orElse(JsonText.NULL));
    }

    /** Writes a member verbatim. */
    public JsonWriter raw(String name, JsonText value) {
        return value(name, value);
    }

    /** Writes a member verbatim, if there is one. */
    public JsonWriter raw(String name, Optional<JsonText> value) {
        value.ifPresent(text -> raw(name, text));
        return this;
    }

    /** Writes an element verbatim. */
    public JsonWriter raw(JsonText value) {
        return value(null, value);
    }

    /** Writes members verbatim, in their order. */
    public JsonWriter raw(Map<String, JsonText> members) {
        members.forEach((name, value) -> raw(name, value));
        return this;
    }

    /**
     * Forgets what was written, so that another text can be written in the same memory. What {@link #text} and {@link #bytes} returned
     * until now must not be used any more.
     */
    public JsonWriter clear() {
        out.clear();
        first = true;
        return this;
    }

    /** The text so far. */
    public JsonText text() {
        return JsonText.of(bytes());
    }

    /** The text so far, encoded. */
    public Bytes bytes() {
        return out.written();
    }

    /** A JSON number; without a fraction if it has none. @param number finite */
    public static JsonText number(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return new JsonText(whole ? Long.toString((long) number) : Double.toString(number));
    }

    private JsonWriter value(@Nullable String name, JsonText value) {
        separate(name);
        out.add(value.bytes());
        return this;
    }

    private JsonWriter quoted(@Nullable String name, String value) {
        separate(name);
        out.quoted(value);
        return this;
    }

    private JsonWriter open(@Nullable String name, char bracket) {
        separate(name);
        out.add(bracket);
        first = true;
        return this;
    }

    private JsonWriter close(char bracket) {
        out.add(bracket);
        first = false;
        return this;
    }

    private void separate(@Nullable String name) {
        if (!first) {
            out.add(',');
        }
        first = false;
        if (name != null) {
            out.quoted(name);
            out.add(':');
        }
    }
}
