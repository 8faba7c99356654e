package dev.switchboard.spi.chat;

import dev.switchboard.spi.io.Bytes;
import java.nio.charset.StandardCharsets;

/** Looks through the bytes of a body for texts of one member that have the name of a family before them. */
final class SignatureScan {
    private static final int LONGEST_FAMILY = 31;

    private final Bytes body;
    private final byte[] name;
    private int position;

    SignatureScan(Bytes body, String member) {
        this.body = body;
        this.name = ('"' + member + '"').getBytes(StandardCharsets.US_ASCII);
    }

    static boolean holdsId(Bytes body, String mark) {
        return body.contains(mark.getBytes(StandardCharsets.US_ASCII));
    }

    boolean findsForeign(String own) {
        for (position = body.indexOf(name, 0); position >= 0; position = body.indexOf(name, position)) {
            position += name.length;
            if (skips(':') && skips('"') && isForeign(own)) {
                return true;
            }
        }
        return false;
    }

    /** Goes on behind that character if nothing but white space stands before it. */
    private boolean skips(char wanted) {
        while (position < body.length() && body.at(position) <= ' ' && body.at(position) >= 0) {
            position++;
        }
        boolean found = position < body.length() && body.at(position) == wanted;
        position += found ? 1 : 0;
        return found;
    }

    private boolean isForeign(String own) {
        int end = position;
        while (end < body.length() && end - position <= LONGEST_FAMILY && isOfName(body.at(end))) {
            end++;
        }
        boolean prefixed = end > position && end < body.length() && body.at(end) == ':';
        return prefixed && !body.slice(position, end).utf8().equals(own);
    }

    private static boolean isOfName(byte each) {
        return each >= 'a' && each <= 'z' || each >= '0' && each <= '9' || each == '-';
    }
}
