package dev.switchboard.aws;

import java.nio.charset.StandardCharsets;

/** Percent-encoding as AWS wants it: everything but letters, digits and {@code -._~}, in upper case. */
public final class Encoding {
    private static final String UNRESERVED = "-._~";
    private static final String HEX = "0123456789ABCDEF";

    private Encoding() {}

    /** A name, a value or one segment of a path; also of one that is encoded already, as signatures want it. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char unit = (char) (each & 0xff);
            if (unit < 0x80 && (Character.isLetterOrDigit(unit) || UNRESERVED.indexOf(unit) >= 0)) {
                encoded.append(unit);
            } else {
                encoded.append('%').append(HEX.charAt(unit >> 4)).append(HEX.charAt(unit & 15));
            }
        }
        return encoded.toString();
    }
}
