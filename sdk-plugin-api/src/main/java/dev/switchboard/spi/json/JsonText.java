package dev.switchboard.spi.json;

import dev.switchboard.spi.io.Bytes;
import java.util.Objects;

/**
 * One JSON value as the text it came as. JSON that only passes through stays in this form, so that key order, number
 * formats and escapes survive and the same request always has the same bytes.
 *
 * @param text the value's text, with no white space around it
 */
public record JsonText(String text) {
    /** The literal {@code null}. */
    public static final JsonText NULL = new JsonText("null");
    /** The literal {@code true}. */
    public static final JsonText TRUE = new JsonText("true");
    /** The literal {@code false}. */
    public static final JsonText FALSE = new JsonText("false");

    /** Keeps the text as it is; see {@link #parse} for text of unknown origin. */
    public JsonText {
        Objects.requireNonNull(text);
    }

    /**
     * Checks that a text is exactly one JSON value and keeps it.
     *
     * @throws JsonSyntaxException if it is not
     */
    public static JsonText parse(String text) {
        String trimmed = text.strip();
        new JsonScanner(Bytes.utf8(trimmed)).checkSingleValue();
        return new JsonText(trimmed);
    }

    /** A JSON string, escaped as RFC 8259 demands and no further. */
    public static JsonText string(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            appendEscaped(quoted, value.charAt(i));
        }
        return new JsonText(quoted.append('"').toString());
    }

    /** A JSON number. */
    public static JsonText number(long value) {
        return new JsonText(Long.toString(value));
    }

    /** A JSON boolean. */
    public static JsonText bool(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** Whether this is the literal {@code null}. */
    public boolean isNull() {
        return text.equals("null");
    }

    /** The value of a JSON string. @throws JsonSyntaxException if this is not a string */
    public String asString() {
        return JsonScanner.unquote(Bytes.utf8(text));
    }

    private static void appendEscaped(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20) {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
