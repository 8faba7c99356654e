package dev.switchboard.spi.chat;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.MemberListener;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Finds out, while a body is parsed, whether it holds a signature of another family than the format's own, so that no provider
 * of the format can take it as it is: one with the family before it ({@link Signature#textIn}), or one in an id
 * ({@link Signature#inId}). Hand it to {@link JsonDocument#parse(Bytes, MemberListener)}, then ask {@link #found}. For one body
 * and one thread.
 */
public final class ForeignSignatures implements MemberListener {
    private static final int LONGEST_FAMILY = 31;
    private static final byte[] MARK_OF_ID = Signature.IN_ID.getBytes(StandardCharsets.US_ASCII);

    private final Bytes body;
    private final String own;
    private final List<String> members;
    private boolean found;

    /**
     * Looks at a body.
     *
     * @param own     the family whose values stand in the members without a prefix
     * @param members the names of the members in which the format has signatures, in ASCII
     */
    public ForeignSignatures(Bytes body, String own, List<String> members) {
        this.body = body;
        this.own = own;
        this.members = members;
    }

    /** Whether one was found so far. */
    public boolean found() {
        return found;
    }

    @Override
    public void member(int nameStart, int nameEnd, int valueStart) {
        if (found || valueStart >= body.length() || body.at(valueStart) != '"') {
            return;
        }
        if (endsInId(nameStart, nameEnd)) {
            found = isSigned(valueStart + 1);
        } else if (isNamed(nameStart, nameEnd)) {
            found = isForeign(valueStart + 1);
        }
    }

    private boolean endsInId(int nameStart, int nameEnd) {
        return nameEnd - nameStart >= 2 && body.at(nameEnd - 1) == 'd' && body.at(nameEnd - 2) == 'i';
    }

    private boolean isNamed(int nameStart, int nameEnd) {
        for (int i = 0; i < members.size(); i++) {
            if (isAt(nameStart, nameEnd, members.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(int start, int end, String name) {
        if (end - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (body.at(start + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether an id holds a signature. */
    private boolean isSigned(int from) {
        for (int i = from; i < body.length() && body.at(i) != '"'; i++) {
            if (body.at(i) == '_' && body.slice(i, body.length()).startsWith(MARK_OF_ID)) {
                return true;
            }
        }
        return false;
    }

    private boolean isForeign(int from) {
        int end = from;
        while (end < body.length() && end - from <= LONGEST_FAMILY && isOfName(body.at(end))) {
            end++;
        }
        boolean prefixed = end > from && end < body.length() && body.at(end) == ':';
        return prefixed && !body.slice(from, end).utf8().equals(own);
    }

    private static boolean isOfName(byte each) {
        return each >= 'a' && each <= 'z' || each >= '0' && each <= '9' || each == '-';
    }
}
