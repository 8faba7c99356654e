package dev.switchboard.spi.json;

import dev.switchboard.spi.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value as the text it came as. JSON that only passes through stays in this form, so that key order, number
 * formats and escapes survive and the same request always has the same bytes. Immutable. Safe for use by several threads.
 */
public final class JsonText {
    private static final byte[] NULL_BYTES = "null".getBytes(StandardCharsets.US_ASCII);

    /** The literal {@code null}. */
    public static final JsonText NULL = new JsonText("null");
    /** The literal {@code true}. */
    public static final JsonText TRUE = new JsonText("true");
    /** The literal {@code false}. */
    public static final JsonText FALSE = new JsonText("false");

    private final Bytes bytes;

    /** May be decoded by several threads at once, which all find the same. */
    private @Nullable String text;

    /**
     * Keeps the text as it is; see {@link #parse} for text of unknown origin.
     *
     * @param text the value's text, with no white space around it
     */
    public JsonText(String text) {
        this.bytes = Bytes.utf8(text);
        this.text = text;
    }

    private JsonText(Bytes bytes) {
        this.bytes = bytes;
    }

    /** Keeps bytes that are known to be one value. */
    static JsonText of(Bytes bytes) {
        return new JsonText(Objects.requireNonNull(bytes));
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
        JsonBuffer quoted = new JsonBuffer(value.length() + 2);
        quoted.quoted(value);
        return of(quoted.written());
    }

    /** A JSON number. */
    public static JsonText number(long value) {
        return new JsonText(Long.toString(value));
    }

    /** A JSON boolean. */
    public static JsonText bool(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** The value's text. */
    public String text() {
        String known = text;
        if (known == null) {
            known = bytes.utf8();
            text = known;
        }
        return known;
    }

    /** The value's text in UTF-8. */
    public Bytes bytes() {
        return bytes;
    }

    /** Whether this is the literal {@code null}. */
    public boolean isNull() {
        return bytes.length() == NULL_BYTES.length && bytes.startsWith(NULL_BYTES);
    }

    /** The value of a JSON string. @throws JsonSyntaxException if this is not a string */
    public String asString() {
        return JsonScanner.unquote(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonText that && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
