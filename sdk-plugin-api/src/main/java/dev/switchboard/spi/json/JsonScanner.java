package dev.switchboard.spi.json;

import dev.switchboard.spi.io.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks over JSON text without building anything: checks the grammar of RFC 8259, UTF-8 and the depth, and says where
 * values end. Strings, which make up most of a chat request, are crossed eight bytes at a time.
 */
final class JsonScanner {
    /** Deeper nesting is refused: no provider accepts it and it is a known way to exhaust parsers. */
    static final int MAX_DEPTH = 512;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * 0x20;

    /** What may stand behind a backslash by itself. Looked up, not compared: code and quotations are full of escapes. */
    private static final boolean[] AFTER_BACKSLASH = new boolean[256];

    static {
        for (char each : new char[] {'"', '\\', '/', 'b', 'f', 'n', 'r', 't'}) {
            AFTER_BACKSLASH[each] = true;
        }
    }

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final long[] objectAtDepth = new long[MAX_DEPTH / Long.SIZE];
    private final MemberListener listener;
    private final JsonSpans spans;
    private final boolean known;
    private int depth;

    /** Walks over text for the first time. */
    JsonScanner(Bytes text) {
        this(text, MemberListener.NONE, new JsonSpans(), false);
    }

    /** Walks over text for the first time and tells of its members. */
    JsonScanner(Bytes text, MemberListener listener) {
        this(text, listener, new JsonSpans(), false);
    }

    /** Walks over a part of text that was checked, by what was noted then. */
    JsonScanner(Bytes text, JsonSpans known) {
        this(text, MemberListener.NONE, known, true);
    }

    private JsonScanner(Bytes text, MemberListener listener, JsonSpans spans, boolean known) {
        this.listener = listener;
        this.spans = spans;
        this.known = known;
        this.bytes = text.array();
        this.start = text.offset();
        this.end = start + text.length();
    }

    /** What is known of the text so far. */
    JsonSpans spans() {
        return spans;
    }

    /** Where the text starts in the array that all positions count from. */
    int start() {
        return start;
    }

    JsonSyntaxException fault(String expectation, int position) {
        return position < end
                ? new JsonSyntaxException(expectation, position - start)
                : JsonSyntaxException.atEnd(expectation, position - start);
    }

    void checkSingleValue() {
        checkNothingFollows(skipValue(skipSpace(start)));
    }

    void checkNothingFollows(int position) {
        int rest = skipSpace(position);
        if (rest != end) {
            throw fault("the end of the text", rest);
        }
    }

    int skipSpace(int from) {
        int i = from;
        while (i < end) {
            byte b = bytes[i];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                break;
            }
            i++;
        }
        return i;
    }

    /** The byte at an index, or -1 past the end. */
    int peek(int index) {
        return index < end ? bytes[index] & 0xff : -1;
    }

    int expect(char wanted, int index) {
        if (peek(index) != wanted) {
            throw fault("'" + wanted + "'", index);
        }
        return index + 1;
    }

    /** The index behind the value that starts at {@code from}, which must not be white space. */
    int skipValue(int from) {
        int knownEnd = known ? spans.endOf(from) : -1;
        return knownEnd < 0 ? walkOver(from) : knownEnd;
    }

    private int walkOver(int from) {
        int floor = depth;
        int i = from;
        while (true) {
            int next = enterOrSkip(i);
            if (next < 0) {
                i = ~next;
                continue;
            }
            i = next;
            boolean another = false;
            while (depth > floor && !another) {
                i = skipSpace(i);
                int b = peek(i);
                if (b == ',') {
                    i = inObject() ? skipName(skipSpace(i + 1)) : skipSpace(i + 1);
                    another = true;
                } else if (b == (inObject() ? '}' : ']')) {
                    i = pop(i);
                } else {
                    throw fault(inObject() ? "',' or '}'" : "',' or ']'", i);
                }
            }
            if (!another) {
                return i;
            }
        }
    }

    /** Skips a scalar or an empty container; for a filled one, the complement of where its first value starts. */
    private int enterOrSkip(int i) {
        switch (peek(i)) {
            case '"':
                return note(i, skipString(i));
            case '{': {
                int inner = skipSpace(i + 1);
                if (peek(inner) == '}') {
                    return inner + 1;
                }
                push(true, i);
                return ~skipName(inner);
            }
            case '[': {
                int inner = skipSpace(i + 1);
                if (peek(inner) == ']') {
                    return inner + 1;
                }
                push(false, i);
                return ~inner;
            }
            case 't':
                return skipLiteral("true", i);
            case 'f':
                return skipLiteral("false", i);
            case 'n':
                return skipLiteral("null", i);
            default:
                return skipNumber(i);
        }
    }

    private int skipName(int from) {
        if (peek(from) != '"') {
            throw fault("a name in double quotes", from);
        }
        int nameEnd = skipString(from);
        int value = skipSpace(expect(':', skipSpace(nameEnd)));
        tell(from, nameEnd, value);
        return value;
    }

    /** Tells of a member by the quotes around its name and where its value starts. */
    void tell(int openingQuote, int nameEnd, int value) {
        listener.member(openingQuote + 1 - start, nameEnd - 1 - start, value - start);
    }

    private void push(boolean object, int at) {
        if (depth == MAX_DEPTH) {
            throw fault("at most " + MAX_DEPTH + " levels of nesting", at);
        }
        long bit = 1L << depth;
        if (object) {
            objectAtDepth[depth >> 6] |= bit;
        } else {
            objectAtDepth[depth >> 6] &= ~bit;
        }
        depth++;
        if (!known) {
            spans.begin(at);
        }
    }

    private int pop(int at) {
        depth--;
        if (!known) {
            spans.end(at + 1);
        }
        return at + 1;
    }

    private int note(int from, int behind) {
        if (!known) {
            spans.note(from, behind);
        }
        return behind;
    }

    private boolean inObject() {
        int top = depth - 1;
        return (objectAtDepth[top >> 6] & 1L << top) != 0;
    }

    private int skipLiteral(String literal, int from) {
        for (int i = 0; i < literal.length(); i++) {
            int b = peek(from + i);
            if (b != literal.charAt(i)) {
                throw fault("a value", b < 0 ? from + i : from);
            }
        }
        return from + literal.length();
    }

    private int skipNumber(int from) {
        boolean negative = peek(from) == '-';
        int i = negative ? from + 1 : from;
        if (peek(i) == '0') {
            i++;
        } else {
            i = skipDigits(i, negative ? "a digit" : "a value");
        }
        if (peek(i) == '.') {
            i = skipDigits(i + 1, "a digit");
        }
        if (peek(i) == 'e' || peek(i) == 'E') {
            i = skipDigits(peek(i + 1) == '+' || peek(i + 1) == '-' ? i + 2 : i + 1, "a digit");
        }
        return i;
    }

    private int skipDigits(int from, String expectation) {
        int i = from;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        if (i == from) {
            throw fault(expectation, from);
        }
        return i;
    }

    /** The index behind the closing quote of the string whose opening quote is at {@code from}. */
    int skipString(int from) {
        int i = from + 1;
        while (true) {
            i = skipPlain(i);
            int b = peek(i);
            if (b == '"') {
                return i + 1;
            } else if (b == '\\') {
                i = skipUnicode(i);
            } else if (b >= 0x80) {
                i = skipMultiByte(i);
            } else {
                throw fault(b < 0 ? "a closing quote" : "no raw control character in a string", i);
            }
        }
    }

    /** The index of the next byte that is a quote, a control character or not ASCII, or of a backslash that a short escape does not follow. */
    private int skipPlain(int from) {
        byte[] text = bytes;
        int words = end - Long.BYTES;
        int i = from;
        while (i <= words) {
            long word = (long) LONG.get(text, i);
            // Sets the high bit of each byte that is special, and maybe of others above the lowest that is.
            long special = (((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | (word - SPACES) | word) & HIGH;
            if (special == 0) {
                i += Long.BYTES;
                continue;
            }
            int at = i + (Long.numberOfTrailingZeros(special) >>> 3);
            if (text[at] != '\\' || !isShortEscape(at)) {
                return at;
            }
            i = at + 2;
        }
        while (i < end && text[i] >= 0x20 && text[i] != '"') {
            if (text[i] != '\\') {
                i++;
            } else if (isShortEscape(i)) {
                i += 2;
            } else {
                return i;
            }
        }
        return i;
    }

    private boolean isShortEscape(int backslash) {
        return backslash + 1 < end && AFTER_BACKSLASH[bytes[backslash + 1] & 0xff];
    }

    private int skipUnicode(int backslash) {
        if (peek(backslash + 1) != 'u') {
            throw fault("one of \" \\ / b f n r t u after a backslash", backslash + 1);
        }
        for (int i = backslash + 2; i < backslash + 6; i++) {
            if (Character.digit(peek(i), 16) < 0) {
                throw fault("four hexadecimal digits after \\u", i);
            }
        }
        return backslash + 6;
    }

    /** Checks one multi-byte character (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF). */
    private int skipMultiByte(int i) {
        int lead = bytes[i] & 0xff;
        if (lead >= 0xc2 && lead <= 0xdf) {
            return continuation(i + 1, 0x80, 0xbf);
        } else if (lead >= 0xe0 && lead <= 0xef) {
            int low = lead == 0xe0 ? 0xa0 : 0x80;
            int high = lead == 0xed ? 0x9f : 0xbf;
            return continuation(continuation(i + 1, low, high), 0x80, 0xbf);
        } else if (lead >= 0xf0 && lead <= 0xf4) {
            int low = lead == 0xf0 ? 0x90 : 0x80;
            int high = lead == 0xf4 ? 0x8f : 0xbf;
            return continuation(continuation(continuation(i + 1, low, high), 0x80, 0xbf), 0x80, 0xbf);
        }
        throw fault("valid UTF-8", i);
    }

    private int continuation(int at, int low, int high) {
        int b = peek(at);
        if (b < low || b > high) {
            throw fault("valid UTF-8", at);
        }
        return at + 1;
    }

    /** The text of the JSON string that {@code quoted} consists of. */
    static String unquote(Bytes quoted) {
        JsonScanner scanner = new JsonScanner(quoted, JsonSpans.NONE);
        if (scanner.peek(scanner.start) != '"') {
            throw scanner.fault("a string", scanner.start);
        }
        if (scanner.skipString(scanner.start) != scanner.end) {
            throw scanner.fault("a single string", scanner.start);
        }
        return scanner.text(scanner.start, scanner.end);
    }

    /** The text of the string between two places, its quotes included, which was crossed before. */
    String text(int openingQuote, int behind) {
        return JsonString.unescape(
                new String(bytes, openingQuote + 1, behind - openingQuote - 2, StandardCharsets.UTF_8));
    }
}
