package dev.switchboard.spi.dialect;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.MemberListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, while a body is parsed, what of it is not the text it holds: pictures and what else a format names by certain members, at
 * any depth. Hand it to {@link JsonDocument#parse(Bytes, MemberListener)}, then ask {@link #found}. What looks the same elsewhere, such
 * as in the schema of a tool, is found as well: more is reckoned with then, never less. For one body and one thread.
 */
public final class BeyondTextFinder implements MemberListener {
    /** No sign's name is longer. */
    private static final int LONGEST = 63;

    /** An escape writes a character of a name as six. */
    private static final int MORE_BY_AN_ESCAPE = 5;

    private final Bytes body;
    private final Signs signs;
    private long pictures;
    private @Nullable String context;

    /** What a sign stands for. */
    public enum Meaning {
        /** A picture. */
        PICTURE,
        /** Something whose size is only bounded by what the model takes in. */
        CONTEXT
    }

    /**
     * A member that means something.
     *
     * @param member    its name
     * @param beginning of the text that must be its value; empty for any text; none for any value
     * @param whole     whether the beginning must be all of it
     */
    public record Sign(String member, Optional<String> beginning, boolean whole, Meaning meaning) {
        /** A member with any value. */
        public static Sign of(String member, Meaning meaning) {
            return new Sign(member, Optional.empty(), false, meaning);
        }

        /** A member whose value is a text. */
        public static Sign ofText(String member, Meaning meaning) {
            return new Sign(member, Optional.of(""), false, meaning);
        }

        /** A member with a certain text. */
        public static Sign of(String member, String text, Meaning meaning) {
            return new Sign(member, Optional.of(text), true, meaning);
        }

        /** A member with a text that begins so. */
        public static Sign beginning(String member, String beginning, Meaning meaning) {
            return new Sign(member, Optional.of(beginning), false, meaning);
        }
    }

    /** The signs of a format, prepared for being looked for. Immutable. */
    public static final class Signs {
        private final List<Sign> all;
        /** A bit for each length that a sign's name has, and for each that it has with escapes: most names have none of them. */
        private final long lengths;

        private final long escapedLengths;
        /** A bit for each of the last six bits that a sign's name begins with. */
        private final long beginnings;

        private Signs(List<Sign> signs) {
            all = signs;
            long plain = 0;
            long escaped = 0;
            long first = 0;
            for (Sign sign : signs) {
                int length = sign.member().length();
                plain |= 1L << length;
                for (int more = 1; more <= length && length + more * MORE_BY_AN_ESCAPE < Long.SIZE; more++) {
                    escaped |= 1L << length + more * MORE_BY_AN_ESCAPE;
                }
                first |= 1L << sign.member().charAt(0);
            }
            lengths = plain;
            escapedLengths = escaped;
            beginnings = first;
        }

        /**
         * Prepares signs.
         *
         * @throws IllegalArgumentException if one is not in ASCII, or its name is empty or longer than 63 characters
         */
        public static Signs of(Sign... signs) {
            for (Sign sign : signs) {
                String name = sign.member();
                if (name.isEmpty()
                        || name.length() > LONGEST
                        || !isAscii(name)
                        || !isAscii(sign.beginning().orElse(""))) {
                    throw new IllegalArgumentException(
                            "sign \"" + name + "\" (expected: ASCII, with a name of 1 to " + LONGEST + " characters)");
                }
            }
            return new Signs(List.of(signs));
        }

        private static boolean isAscii(String text) {
            return text.chars().allMatch(each -> each < 0x80);
        }
    }

    /** Looks at a body for what has these signs. */
    public BeyondTextFinder(Bytes body, Signs signs) {
        this.body = body;
        this.signs = signs;
    }

    /** What was found so far, to which more may be added. */
    public BeyondText.Builder found() {
        BeyondText.Builder found = BeyondText.builder().pictures(pictures);
        if (context != null) {
            found.context(context);
        }
        return found;
    }

    @Override
    public void member(int nameStart, int nameEnd, int valueStart) {
        int length = nameEnd - nameStart;
        boolean plain = length < Long.SIZE && (signs.lengths >>> length & 1) != 0;
        boolean escapable = length < Long.SIZE
                ? (signs.escapedLengths >>> length & 1) != 0
                : length <= LONGEST * (1 + MORE_BY_AN_ESCAPE);
        if (escapable && isEscaped(nameStart, nameEnd) || plain && (signs.beginnings >>> body.at(nameStart) & 1) != 0) {
            lookAt(nameStart, nameEnd, valueStart);
        }
    }

    private void lookAt(int nameStart, int nameEnd, int valueStart) {
        for (int i = 0; i < signs.all.size(); i++) {
            Sign sign = signs.all.get(i);
            if (behind(nameStart, sign.member()) == nameEnd) {
                look(sign, valueStart);
            }
        }
    }

    private void look(Sign sign, int valueStart) {
        if (sign.beginning().isEmpty() || isText(sign, sign.beginning().get(), valueStart)) {
            switch (sign.meaning()) {
                case PICTURE -> pictures++;
                case CONTEXT -> context = context == null ? name(sign) : context;
            }
        }
    }

    /** A member that many things have is named by its value. */
    private static String name(Sign sign) {
        return sign.beginning().filter(text -> !text.isEmpty()).orElse(sign.member());
    }

    private boolean isText(Sign sign, String wanted, int valueStart) {
        if (valueStart >= body.length() || body.at(valueStart) != '"') {
            return false;
        }
        int end = behind(valueStart + 1, wanted);
        return end >= 0 && (!sign.whole() || end < body.length() && body.at(end) == '"');
    }

    /** Whether a string has an escape before its end, or another one. */
    private boolean isEscaped(int start, int end) {
        for (int i = start; i < end && i < body.length() && body.at(i) != '"'; i++) {
            if (body.at(i) == '\\') {
                return true;
            }
        }
        return false;
    }

    /**
     * The index behind a text with which a string begins, however its characters are written; -1 if it does not. Looks at no more of
     * the string: a file may follow.
     */
    private int behind(int start, String text) {
        int at = start;
        for (int i = 0; i < text.length(); i++) {
            if (character(at) != text.charAt(i)) {
                return -1;
            }
            at = behind(at);
        }
        return at;
    }

    /** The character of a string at a place if it is ASCII, else a number that none has. The string need not be valid. */
    private int character(int at) {
        int first = at < body.length() ? body.at(at) : '"';
        if (first != '\\') {
            return first == '"' ? -1 : first;
        }
        int escape = at + 1 < body.length() ? body.at(at + 1) : -1;
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal(at + 2);
            default -> -1;
        };
    }

    private int hexadecimal(int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = i < body.length() ? Character.digit(body.at(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private int behind(int at) {
        if (body.at(at) != '\\') {
            return at + 1;
        }
        return body.at(at + 1) == 'u' ? at + 6 : at + 2;
    }
}
