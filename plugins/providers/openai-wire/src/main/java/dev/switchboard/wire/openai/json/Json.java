package dev.switchboard.wire.openai.json;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON value that remembers its own text, so that a part which is not understood can be handed on as it came. Lookups are
 * forgiving: a member that is absent, null or of another type is simply not there. Immutable.
 */
public final class Json {
    /** What a missing value looks like. */
    public static final Json MISSING = new Json(Bytes.utf8("null"), JsonToken.VALUE_NULL, Map.of(), List.of());

    private static final JsonFactory FACTORY = new JsonFactory();

    private final Bytes text;
    private final JsonToken kind;
    private final Map<String, Json> members;
    private final List<Json> elements;

    private Json(Bytes text, JsonToken kind, Map<String, Json> members, List<Json> elements) {
        this.text = text;
        this.kind = kind;
        this.members = members;
        this.elements = elements;
    }

    /** Reads one value; empty if the bytes are not JSON, or nest too deeply. What follows the value is not looked at. */
    public static Optional<Json> read(Bytes bytes) {
        try (JsonParser parser =
                FACTORY.createParser(ObjectReadContext.empty(), bytes.array(), bytes.offset(), bytes.length())) {
            return parser.nextToken() == null ? Optional.empty() : Optional.of(value(parser, bytes));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Json value(JsonParser parser, Bytes bytes) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        JsonToken kind = parser.currentToken();
        Map<String, Json> members = Map.of();
        List<Json> elements = List.of();
        if (kind == JsonToken.START_OBJECT) {
            members = members(parser, bytes);
        } else if (kind == JsonToken.START_ARRAY) {
            elements = elements(parser, bytes);
        }
        return new Json(bytes.slice(start, end(parser, start)), kind, members, elements);
    }

    private static Map<String, Json> members(JsonParser parser, Bytes bytes) {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser, bytes));
        }
        return members;
    }

    private static List<Json> elements(JsonParser parser, Bytes bytes) {
        List<Json> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser, bytes));
        }
        return elements;
    }

    private static int end(JsonParser parser, int start) {
        JsonToken token = parser.currentToken();
        if (token.isNumeric()) {
            return start + parser.getStringLength();
        }
        if (token == JsonToken.VALUE_STRING) {
            parser.finishToken();
        }
        return (int) parser.currentLocation().getByteOffset();
    }

    /** The value's text, byte for byte. */
    public JsonText text() {
        return new JsonText(text.utf8());
    }

    /** The bytes of the value's text. */
    public Bytes bytes() {
        return text;
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return kind == JsonToken.START_OBJECT;
    }

    /** Whether it is an array. */
    public boolean isArray() {
        return kind == JsonToken.START_ARRAY;
    }

    /** Whether it is missing, null, or an empty text, array or object. */
    public boolean isBlank() {
        return switch (kind) {
            case VALUE_NULL -> true;
            case VALUE_STRING -> text.length() == 2;
            case START_OBJECT -> members.isEmpty();
            case START_ARRAY -> elements.isEmpty();
            default -> false;
        };
    }

    /** The members of an object, in order; none of anything else. */
    public Map<String, Json> members() {
        return members;
    }

    /** The elements of an array; none of anything else. */
    public List<Json> elements() {
        return elements;
    }

    /** A member, or {@link #MISSING}. */
    public Json get(String name) {
        return members.getOrDefault(name, MISSING);
    }

    /** The value of a string. */
    public Optional<String> string() {
        return kind == JsonToken.VALUE_STRING ? Optional.of(text().asString()) : Optional.empty();
    }

    /** The value of a member that is a string and not empty. */
    public Optional<String> string(String name) {
        return get(name).string().filter(value -> !value.isEmpty());
    }

    /** The value of a string or number as text: some servers write codes in one way, some in the other. */
    public Optional<String> scalar() {
        return kind.isNumeric() ? Optional.of(text.utf8()) : string().filter(value -> !value.isEmpty());
    }

    /** A whole number; a fraction is cut off, a number beyond {@code long} is none. */
    public OptionalLong integer() {
        if (!kind.isNumeric()) {
            return OptionalLong.empty();
        }
        double value = Double.parseDouble(text.utf8());
        if (kind == JsonToken.VALUE_NUMBER_INT && text.length() <= 18) {
            return OptionalLong.of(Long.parseLong(text.utf8()));
        }
        return Math.abs(value) < 1e18 ? OptionalLong.of((long) value) : OptionalLong.empty();
    }

    /** A member that is a whole number. */
    public OptionalLong integer(String name) {
        return get(name).integer();
    }
}
