package dev.switchboard.spi.json;

import dev.switchboard.spi.io.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that keeps its own text, so that a part which is not understood can be handed on as it came. Made for what
 * upstreams answer: look-ups forgive, and a member that is absent, null or of another type is simply not there. A member
 * named twice counts the last time. For what callers send, see {@link JsonObject}. Immutable; parts are cut out when they are
 * first asked for. Safe for use by several threads.
 */
public final class JsonValue {
    /** What a value looks like that is not there. */
    public static final JsonValue MISSING = new JsonValue(Bytes.utf8("null"), JsonSpans.NONE);

    private final Bytes bytes;
    private final JsonSpans spans;
    private volatile @Nullable Map<String, JsonValue> members;
    private volatile @Nullable List<JsonValue> elements;

    private JsonValue(Bytes bytes, JsonSpans spans) {
        this.bytes = bytes;
        this.spans = spans;
    }

    /**
     * Reads one value.
     *
     * @throws JsonSyntaxException if the bytes are not exactly one JSON value in UTF-8 of at most 512 levels
     */
    public static JsonValue parse(Bytes bytes) {
        JsonScanner scanner = new JsonScanner(bytes);
        int start = scanner.skipSpace(scanner.start());
        int end = scanner.skipValue(start);
        scanner.checkNothingFollows(end);
        return new JsonValue(bytes.slice(start - scanner.start(), end - scanner.start()), scanner.spans());
    }

    /** Reads one value; empty if the bytes are not exactly one. */
    public static Optional<JsonValue> read(Bytes bytes) {
        try {
            return Optional.of(parse(bytes));
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    /** A value that is known to be JSON. */
    public static JsonValue of(JsonText text) {
        return new JsonValue(text.bytes(), JsonSpans.NONE);
    }

    /** A slice of checked text that is one value. */
    static JsonValue within(Bytes slice, JsonSpans spans) {
        return new JsonValue(slice, spans);
    }

    /** Walks over the value without checking all of it again. */
    JsonScanner scanner() {
        return new JsonScanner(bytes, spans);
    }

    /** The value's text, byte for byte. */
    public JsonText text() {
        return JsonText.of(bytes);
    }

    /** The bytes of the value's text. */
    public Bytes bytes() {
        return bytes;
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return bytes.at(0) == '{';
    }

    /** Whether it is an array. */
    public boolean isArray() {
        return bytes.at(0) == '[';
    }

    /** Whether it is a string. */
    public boolean isString() {
        return bytes.at(0) == '"';
    }

    /** Whether it is a number. */
    public boolean isNumber() {
        return bytes.at(0) == '-' || bytes.at(0) >= '0' && bytes.at(0) <= '9';
    }

    /** Whether it is a boolean. */
    public boolean isBoolean() {
        return bytes.at(0) == 't' || bytes.at(0) == 'f';
    }

    /** Whether it is null, or not there. */
    public boolean isNull() {
        return bytes.at(0) == 'n';
    }

    /** Whether it is null, not there, or an empty string, array or object. */
    public boolean isBlank() {
        return isNull()
                || isString() && bytes.length() == 2
                || isObject() && members().isEmpty()
                || isArray() && elements().isEmpty();
    }

    /** The members of an object, in order; none of anything else. */
    public Map<String, JsonValue> members() {
        Map<String, JsonValue> known = members;
        if (known == null) {
            known = isObject() ? Collections.unmodifiableMap(cutMembers()) : Map.of();
            members = known;
        }
        return known;
    }

    /** The elements of an array; none of anything else. */
    public List<JsonValue> elements() {
        List<JsonValue> known = elements;
        if (known == null) {
            known = isArray() ? Collections.unmodifiableList(cutElements()) : List.of();
            elements = known;
        }
        return known;
    }

    private Map<String, JsonValue> cutMembers() {
        Map<String, JsonValue> cut = new LinkedHashMap<>();
        JsonScanner scanner = scanner();
        int base = scanner.start();
        int i = scanner.skipSpace(base + 1);
        while (scanner.peek(i) != '}') {
            int nameEnd = scanner.skipString(i);
            String name = scanner.text(i, nameEnd);
            int start = scanner.skipSpace(scanner.skipSpace(nameEnd) + 1);
            int end = scanner.skipValue(start);
            cut.put(name, new JsonValue(bytes.slice(start - base, end - base), spans));
            i = afterComma(scanner, end);
        }
        return cut;
    }

    private List<JsonValue> cutElements() {
        List<JsonValue> cut = new ArrayList<>();
        JsonScanner scanner = scanner();
        int base = scanner.start();
        int i = scanner.skipSpace(base + 1);
        while (scanner.peek(i) != ']') {
            int end = scanner.skipValue(i);
            cut.add(new JsonValue(bytes.slice(i - base, end - base), spans));
            i = afterComma(scanner, end);
        }
        return cut;
    }

    private static int afterComma(JsonScanner scanner, int from) {
        int i = scanner.skipSpace(from);
        return scanner.peek(i) == ',' ? scanner.skipSpace(i + 1) : i;
    }

    /** A member, or {@link #MISSING}. */
    public JsonValue get(String name) {
        return members().getOrDefault(name, MISSING);
    }

    /** The texts of an object's members, verbatim and in order, but for those named and those that are null. */
    public Map<String, JsonText> without(Set<String> names) {
        Map<String, JsonText> rest = new LinkedHashMap<>();
        members().forEach((name, value) -> {
            if (!names.contains(name) && !value.isNull()) {
                rest.put(name, value.text());
            }
        });
        return rest;
    }

    /** The value of a string. */
    public Optional<String> string() {
        return jsonString().map(JsonString::value);
    }

    /** The value of a string, in the form it came in. */
    public Optional<JsonString> jsonString() {
        return isString() ? Optional.of(JsonString.quoted(bytes)) : Optional.empty();
    }

    /** The value of a member that is a string, in the form it came in. */
    public Optional<JsonString> jsonString(String name) {
        return get(name).jsonString();
    }

    /** The value of a member that is a string. */
    public Optional<String> string(String name) {
        return get(name).string();
    }

    /** The value of a member that is a string with something in it. */
    public Optional<String> filled(String name) {
        return string(name).filter(value -> !value.isEmpty());
    }

    /** The value of a string or number as text: some servers write codes in one way, some in the other. */
    public Optional<String> scalar() {
        return isNumber() ? Optional.of(bytes.utf8()) : string().filter(value -> !value.isEmpty());
    }

    /** The value of a boolean. */
    public Optional<Boolean> bool() {
        return isBoolean() ? Optional.of(bytes.at(0) == 't') : Optional.empty();
    }

    /** The value of a member that is a boolean. */
    public Optional<Boolean> bool(String name) {
        return get(name).bool();
    }

    /** A whole number; a fraction is cut off, a number of 18 digits or more is none. */
    public OptionalLong integer() {
        if (!isNumber()) {
            return OptionalLong.empty();
        }
        OptionalLong digits = JsonDigits.read(bytes);
        return digits.isPresent() ? digits : truncated();
    }

    private OptionalLong truncated() {
        double value = Double.parseDouble(bytes.utf8());
        return Math.abs(value) < 1e17 ? OptionalLong.of(whole(value)) : OptionalLong.empty();
    }

    private long whole(double value) {
        // Beyond 2^53 a double is no longer exact.
        return bytes.utf8().chars().allMatch(c -> c == '-' || Character.isDigit(c))
                ? Long.parseLong(bytes.utf8())
                : (long) value;
    }

    /** A member that is a whole number. */
    public OptionalLong integer(String name) {
        return get(name).integer();
    }

    /** A finite number. */
    public OptionalDouble number() {
        double value = isNumber() ? Double.parseDouble(bytes.utf8()) : Double.NaN;
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** A member that is a finite number. */
    public OptionalDouble number(String name) {
        return get(name).number();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonValue that && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    /** The size only: contents are confidential. */
    @Override
    public String toString() {
        return "JsonValue[" + bytes.length() + " bytes]";
    }
}
