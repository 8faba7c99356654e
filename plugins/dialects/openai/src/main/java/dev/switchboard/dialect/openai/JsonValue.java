package dev.switchboard.dialect.openai;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonSyntaxException;
import dev.switchboard.spi.json.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value of a request body that is known to be valid JSON. It remembers where it stands, so that an error can name the
 * place, and gives its text verbatim.
 */
final class JsonValue {
    /** Longer numbers take ever longer to read; no integer that makes sense needs the room. */
    private static final int MAX_INTEGER_LENGTH = 32;

    private final Bytes bytes;
    private final @Nullable JsonValue parent;
    private final String step;

    /**
     * A value.
     *
     * @param bytes  its text, without white space around it
     * @param parent what it stands in; null for the body itself and its members
     * @param step   its name, or {@code [index]}
     */
    JsonValue(Bytes bytes, @Nullable JsonValue parent, String step) {
        this.bytes = bytes;
        this.parent = parent;
        this.step = step;
    }

    /** Where it stands, such as {@code messages[2].content}. */
    String path() {
        if (parent == null || parent.path().isEmpty()) {
            return step;
        }
        return parent.path() + (step.startsWith("[") ? "" : ".") + step;
    }

    boolean isString() {
        return bytes.at(0) == '"';
    }

    boolean isObject() {
        return bytes.at(0) == '{';
    }

    boolean isArray() {
        return bytes.at(0) == '[';
    }

    boolean isNull() {
        return bytes.at(0) == 'n';
    }

    boolean isBoolean() {
        return bytes.at(0) == 't' || bytes.at(0) == 'f';
    }

    boolean isNumber() {
        return bytes.at(0) == '-' || bytes.at(0) >= '0' && bytes.at(0) <= '9';
    }

    /** The value's text. */
    JsonText text() {
        return new JsonText(bytes.utf8());
    }

    String asString() {
        return isString() ? text().asString() : fail("a string");
    }

    boolean asBoolean() {
        return isBoolean() ? bytes.at(0) == 't' : fail("a boolean");
    }

    long asLong() {
        try {
            return isNumber() && bytes.length() <= MAX_INTEGER_LENGTH
                    ? new BigDecimal(bytes.utf8()).longValueExact()
                    : fail("an integer");
        } catch (ArithmeticException notWhole) {
            return fail("an integer");
        }
    }

    double asDouble() {
        double value = isNumber() ? Double.parseDouble(bytes.utf8()) : fail("a number");
        return Double.isFinite(value) ? value : failValue("a number within the range of a double");
    }

    /** The members of an object. */
    JsonObject asObject() {
        if (!isObject()) {
            return fail("an object");
        }
        try {
            return new JsonObject(JsonDocument.parse(bytes), this);
        } catch (JsonSyntaxException ambiguous) { // the text is valid, so it can only be a member that comes twice
            throw Errors.invalid("Invalid '" + path() + "': " + ambiguous.getMessage() + ".", path(), "invalid_value");
        }
    }

    /** Whether an array has no elements; looks at its beginning only. */
    boolean isEmptyArray() {
        if (!isArray()) {
            return fail("an array");
        }
        int i = 1;
        while (isSpace(bytes.at(i))) {
            i++;
        }
        return bytes.at(i) == ']';
    }

    /** The elements of an array. */
    List<JsonValue> asArray() {
        if (!isArray()) {
            return fail("an array");
        }
        List<JsonValue> elements = new ArrayList<>();
        int depth = 0;
        int start = 1;
        for (int i = 1; i < bytes.length() - 1; i++) {
            switch (bytes.at(i)) {
                case '"' -> i = closingQuote(i);
                case '[', '{' -> depth++;
                case ']', '}' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        addElement(elements, start, i);
                        start = i + 1;
                    }
                }
                default -> {
                    // part of a scalar, or white space
                }
            }
        }
        addElement(elements, start, bytes.length() - 1);
        return elements;
    }

    private int closingQuote(int openingQuote) {
        int i = openingQuote + 1;
        while (bytes.at(i) != '"') {
            i += bytes.at(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private void addElement(List<JsonValue> elements, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isSpace(bytes.at(start))) {
            start++;
        }
        while (end > start && isSpace(bytes.at(end - 1))) {
            end--;
        }
        if (start < end) {
            elements.add(new JsonValue(bytes.slice(start, end), this, "[" + elements.size() + "]"));
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Refuses the value's type. Never returns; the result type lets it stand in an expression. */
    <T> T fail(String expectation) {
        String path = path();
        throw Errors.invalid(
                "Invalid type for '" + path + "': expected " + expectation + ", but got " + kind() + " instead.",
                path,
                "invalid_type");
    }

    /** Refuses the value itself. */
    <T> T failValue(String expectation) {
        String path = path();
        String shown = bytes.length() <= 100 ? ": " + text() : "";
        throw Errors.invalid(
                "Invalid value for '" + path + "'" + shown + ". Expected " + expectation + ".", path, "invalid_value");
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
        return bytes.utf8().matches("-?[0-9]+") ? "an integer" : "a decimal";
    }
}
