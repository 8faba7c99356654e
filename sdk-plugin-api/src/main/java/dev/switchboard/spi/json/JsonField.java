package dev.switchboard.spi.json;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value of what a caller sent, known to be valid JSON. It remembers where it stands, so that an error names the place, and
 * gives its text verbatim. Reading it as something it is not ends in a {@link GatewayException} of kind
 * {@link ErrorKind#INVALID_REQUEST}. Immutable.
 */
public final class JsonField {
    /** Longer numbers take ever longer to read; no integer that makes sense needs the room. */
    private static final int MAX_INTEGER_LENGTH = 32;

    private static final int MAX_SHOWN_LENGTH = 100;

    private final JsonValue value;
    private final @Nullable JsonField parent;
    private final String step;

    JsonField(JsonValue value, @Nullable JsonField parent, String step) {
        this.value = value;
        this.parent = parent;
        this.step = step;
    }

    /** Where it stands, such as {@code messages[2].content}. */
    public String path() {
        if (parent == null || parent.path().isEmpty()) {
            return step;
        }
        return parent.path() + (step.startsWith("[") ? "" : ".") + step;
    }

    /** Whether it is a string. */
    public boolean isString() {
        return value.isString();
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return value.isObject();
    }

    /** Whether it is an array. */
    public boolean isArray() {
        return value.isArray();
    }

    /** Whether it is null. */
    public boolean isNull() {
        return value.isNull();
    }

    /** Whether it is a boolean. */
    public boolean isBoolean() {
        return value.isBoolean();
    }

    /** Whether it is a number. */
    public boolean isNumber() {
        return value.isNumber();
    }

    /** The value's text. */
    public JsonText text() {
        return value.text();
    }

    /** The value, for a reader that forgives. */
    public JsonValue value() {
        return value;
    }

    /** The value of a string. */
    public String asString() {
        return value.string().orElseGet(() -> fail("a string"));
    }

    /** The value of a string, in the form it came in. */
    public JsonString asJsonString() {
        return value.jsonString().orElseGet(() -> fail("a string"));
    }

    /** The value of a boolean. */
    public boolean asBoolean() {
        return value.bool().orElseGet(() -> fail("a boolean"));
    }

    /** The value of a number that is whole and fits. */
    public long asLong() {
        try {
            return isNumber() && value.bytes().length() <= MAX_INTEGER_LENGTH
                    ? new BigDecimal(value.bytes().utf8()).longValueExact()
                    : fail("an integer");
        } catch (ArithmeticException notWhole) {
            return fail("an integer");
        }
    }

    /** The value of a number. */
    public double asDouble() {
        if (!isNumber()) {
            return fail("a number");
        }
        return value.number().orElseGet(() -> failValue("a number within the range of a double"));
    }

    /** The members of an object. */
    public JsonObject asObject() {
        if (!isObject()) {
            return fail("an object");
        }
        try {
            return JsonObject.of(value, this);
        } catch (JsonSyntaxException ambiguous) { // the text is valid, so it can only be a member that comes twice
            throw invalid("Invalid '" + path() + "': " + ambiguous.getMessage() + ".", path(), "invalid_value");
        }
    }

    /** The elements of an array. */
    public List<JsonField> asArray() {
        if (!isArray()) {
            return fail("an array");
        }
        List<JsonField> elements = new ArrayList<>();
        for (JsonValue element : value.elements()) {
            elements.add(new JsonField(element, this, "[" + elements.size() + "]"));
        }
        return elements;
    }

    /** Whether an array has no elements; looks at its beginning only. */
    public boolean isEmptyArray() {
        if (!isArray()) {
            return fail("an array");
        }
        JsonScanner scanner = value.scanner();
        return scanner.peek(scanner.skipSpace(scanner.start() + 1)) == ']';
    }

    /** Refuses the value's type. Never returns; the result type lets it stand in an expression. */
    public <T> T fail(String expectation) {
        String path = path();
        throw invalid(
                "Invalid type for '" + path + "': expected " + expectation + ", but got " + kind() + " instead.",
                path,
                "invalid_type");
    }

    /** Refuses the value itself. Never returns; the result type lets it stand in an expression. */
    public <T> T failValue(String expectation) {
        String path = path();
        String shown = value.bytes().length() <= MAX_SHOWN_LENGTH ? ": " + text() : "";
        throw invalid(
                "Invalid value for '" + path + "'" + shown + ". Expected " + expectation + ".", path, "invalid_value");
    }

    static GatewayException invalid(String message, String path, String code) {
        return GatewayError.builder(ErrorKind.INVALID_REQUEST, message)
                .param(path)
                .code(code)
                .build()
                .asException();
    }

    private String kind() {
        if (isString()) {
            return "a string";
        } else if (isObject()) {
            return "an object";
        } else if (isArray()) {
            return "an array";
        } else if (isBoolean()) {
            return "a boolean";
        } else if (isNull()) {
            return "null";
        }
        return value.bytes().utf8().matches("-?[0-9]+") ? "an integer" : "a decimal";
    }
}
