package dev.switchboard.accounts.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that secrets are encrypted with: 256 random bits. Knows how it is written, and by which id rows name it. */
final class MasterKey {
    private static final int BYTES = 32;
    private static final int ID_BYTES = 8;

    private final SecretKeySpec key;
    private final String id;

    private MasterKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "AES");
        this.id = HexFormat.of().formatHex(Arrays.copyOf(mac(bytes), ID_BYTES));
    }

    /** Reads a key. @throws IllegalArgumentException if it is none; does not repeat it */
    static MasterKey parse(String text) {
        String written = text.strip();
        byte[] bytes = decode(written);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a text of " + written.length()
                    + " characters (expected: 32 random bytes in base64 or hexadecimal digits; make them with:"
                    + " openssl rand -base64 32)");
        }
        return new MasterKey(bytes);
    }

    private static byte[] decode(String text) {
        try {
            return text.matches("[0-9A-Fa-f]{64}")
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Tells nothing of the key. */
    private static byte[] mac(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return mac.doFinal("switchboard key id".getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks HmacSHA256", e);
        }
    }

    SecretKeySpec key() {
        return key;
    }

    /** By which rows name it. */
    String id() {
        return id;
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
