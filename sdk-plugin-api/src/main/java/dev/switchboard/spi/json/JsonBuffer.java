package dev.switchboard.spi.json;

import dev.switchboard.spi.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** JSON in bytes that grows at its end only: what was handed out as a slice stays as it is, until it is cleared. */
final class JsonBuffer {
    private static final HexFormat HEX = HexFormat.of();

    /** Shorter texts are encoded character by character. */
    private static final int LONG = 48;

    /** The most bytes that one {@code char} takes. */
    private static final int WIDEST = 6;

    private byte[] bytes;
    private int length;

    JsonBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    /** Forgets what was written and keeps the memory. */
    void clear() {
        length = 0;
    }

    /** All of it so far. */
    Bytes written() {
        return Bytes.wrap(bytes, 0, length);
    }

    /** Adds an ASCII character. */
    void add(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
    }

    /** Adds bytes as they are. */
    void add(Bytes verbatim) {
        ensure(verbatim.length());
        verbatim.copyTo(bytes, length);
        length += verbatim.length();
    }

    /**
     * Adds a string in quotes, escaped as RFC 8259 demands and no further, but for half a surrogate pair: text that was cut
     * into events may have one, which only an escape can carry; the receiver that joins the pieces gets the whole character.
     */
    void quoted(String value) {
        add('"');
        if (value.length() < LONG || !addAscii(value)) {
            addCharacters(value);
        }
        add('"');
    }

    /** Adds a string in quotes; with the escapes it came with, if it came as JSON. */
    void quoted(JsonString value) {
        Bytes content = value.content();
        if (content == null) {
            quoted(value.value());
        } else {
            add('"');
            add(content);
            add('"');
        }
    }

    /** Adds text in runs, if it is ASCII alone. */
    private boolean addAscii(String value) {
        byte[] ascii = value.getBytes(StandardCharsets.UTF_8);
        if (ascii.length != value.length() || !new String(ascii, StandardCharsets.ISO_8859_1).equals(value)) {
            return false;
        }
        int from = 0;
        while (from < ascii.length) {
            int to = endOfRun(ascii, from);
            add(Bytes.wrap(ascii, from, to - from));
            if (to < ascii.length) {
                addEscaped((char) ascii[to]);
            }
            from = to + 1;
        }
        return true;
    }

    /** Where an ASCII character stands that must be escaped; else the end. */
    private static int endOfRun(byte[] ascii, int from) {
        int to = from;
        while (to < ascii.length && ascii[to] >= ' ' && ascii[to] != '"' && ascii[to] != '\\') {
            to++;
        }
        return to;
    }

    private void addCharacters(String value) {
        for (int i = addPlain(value); i < value.length(); i++) {
            char c = value.charAt(i);
            ensure(WIDEST);
            if (c < 0x80) {
                if (c < ' ' || c == '"' || c == '\\') {
                    addEscaped(c);
                } else {
                    bytes[length++] = (byte) c;
                }
            } else if (!Character.isSurrogate(c)) {
                addWide(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                addWide(Character.toCodePoint(c, value.charAt(++i)));
            } else {
                addEscaped(c);
            }
        }
    }

    /** Adds the beginning that needs neither escapes nor more than a byte for a character. @return where it ends */
    private int addPlain(String value) {
        int count = value.length();
        ensure(count);
        byte[] target = bytes;
        int to = length;
        int i = 0;
        while (i < count) {
            char c = value.charAt(i);
            if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            target[to++] = (byte) c;
            i++;
        }
        length = to;
        return i;
    }

    /** Adds a whole number. */
    void add(long number) {
        if (number < 0) {
            addPlain(Long.toString(number));
            return;
        }
        int digits = digits(number);
        ensure(digits);
        long left = number;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length += digits;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long left = number; left >= 10; left /= 10) {
            digits++;
        }
        return digits;
    }

    /** Adds a character that takes two bytes or more. */
    private void addWide(int c) {
        if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | c >> 6);
        } else {
            if (c < 0x10000) {
                bytes[length++] = (byte) (0xe0 | c >> 12);
            } else {
                bytes[length++] = (byte) (0xf0 | c >> 18);
                bytes[length++] = (byte) (0x80 | c >> 12 & 0x3f);
            }
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
        }
        bytes[length++] = (byte) (0x80 | c & 0x3f);
    }

    private void addEscaped(char c) {
        switch (c) {
            case '"' -> addEscape('"');
            case '\\' -> addEscape('\\');
            case '\n' -> addEscape('n');
            case '\r' -> addEscape('r');
            case '\t' -> addEscape('t');
            default -> {
                addEscape('u');
                String digits = HEX.toHexDigits(c);
                for (int i = 0; i < digits.length(); i++) {
                    add(digits.charAt(i));
                }
            }
        }
    }

    private void addEscape(char kind) {
        add('\\');
        add(kind);
    }

    /** Makes room; for a long text at once, with some left for what follows it. */
    private void ensure(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.multiplyExact(length, 2), Math.addExact(needed, needed / 8)));
        }
    }
}
