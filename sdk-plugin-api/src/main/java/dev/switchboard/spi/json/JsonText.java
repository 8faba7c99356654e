package dev.switchboard.spi.json;

import dev.switchboard.spi.io.Bytes;
import java.util.HexFormat;
import java.util.Objects;

/**
 * One JSON value as the text it came as. JSON that only passes through stays in this form, so that key order, number
 * formats and escapes survive and the same request always has the same bytes.
 *
 * @param text the value's text, with no white space around it
 */
public record JsonText(String text) {
    private static final HexFormat HEX = HexFormat.of();

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

    /**
     * A JSON string, escaped as RFC 8259 demands and no further, but for half a surrogate pair: text that was cut into events
     * may have one, which only an escape can carry; the receiver that joins the pieces gets the whole character.
     */
    public static JsonText string(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        appendString(quoted, value);
        return new JsonText(quoted.append('"').toString());
    }

    static void appendString(StringBuilder out, String value) {
        int plain = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
                continue;
            }
            out.append(value, plain, i);
            appendEscaped(out, c);
            plain = i + 1;
        }
        out.append(value, plain, value.length());
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
            default -> out.append("\\u").append(HEX.toHexDigits(c));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
