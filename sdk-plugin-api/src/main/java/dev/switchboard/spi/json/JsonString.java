package dev.switchboard.spi.json;

import dev.switchboard.spi.io.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A text that may still be in the JSON it came in. Long texts mostly pass through: {@link JsonWriter} copies such a one as it
 * is, with its escapes, and nobody decodes it; who wants to read it asks for its {@link #value}. Immutable. Safe for use by
 * several threads.
 */
public final class JsonString {
    /** A text without characters. */
    public static final JsonString EMPTY = new JsonString(null, "");

    private final @Nullable Bytes content;

    /** May be decoded by several threads at once, which all find the same. */
    private @Nullable String value;

    private JsonString(@Nullable Bytes content, @Nullable String value) {
        this.content = content;
        this.value = value;
    }

    /** A text. */
    public static JsonString of(String value) {
        return value.isEmpty() ? EMPTY : new JsonString(null, value);
    }

    /** A string within checked text, its quotes included. */
    static JsonString quoted(Bytes text) {
        return text.length() == 2 ? EMPTY : new JsonString(text.slice(1, text.length() - 1), null);
    }

    /** The text itself. */
    public String value() {
        String known = value;
        if (known == null) {
            known = content == null ? "" : unescape(content.utf8());
            value = known;
        }
        return known;
    }

    /** What stands between its quotes in the JSON it came in; null if it came as text. */
    @Nullable
    Bytes content() {
        return content;
    }

    /** Whether the text has no characters. */
    public boolean isEmpty() {
        return this == EMPTY;
    }

    /** Whether the text has no characters but white space. */
    public boolean isBlank() {
        return isEmpty() || !startsPlain() && value().isBlank();
    }

    /** Whether the first character is one that needs no closer look to see that it is no white space. */
    private boolean startsPlain() {
        return content != null && content.at(0) > ' ' && content.at(0) != '\\';
    }

    /** Replaces the escapes in what stands between the quotes of a valid string. */
    static String unescape(String inner) {
        int escape = inner.indexOf('\\');
        if (escape < 0) {
            return inner;
        }
        StringBuilder out = new StringBuilder(inner.length());
        int from = 0;
        while (escape >= 0) {
            out.append(inner, from, escape);
            char kind = inner.charAt(escape + 1);
            if (kind == 'u') {
                out.append((char) Integer.parseInt(inner, escape + 2, escape + 6, 16));
            } else {
                out.append(unescaped(kind));
            }
            from = escape + (kind == 'u' ? 6 : 2);
            escape = inner.indexOf('\\', from);
        }
        return out.append(inner, from, inner.length()).toString();
    }

    private static char unescaped(char kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonString that && value().equals(that.value());
    }

    @Override
    public int hashCode() {
        return value().hashCode();
    }

    @Override
    public String toString() {
        return value();
    }
}
