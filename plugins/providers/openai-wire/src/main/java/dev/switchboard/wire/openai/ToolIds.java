package dev.switchboard.wire.openai;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * Which ids of tool calls a server accepts. Another id, such as one that a model of another provider made, is replaced by one
 * of letters and digits that follows from it: the same in the call and in its result, and in each later turn.
 *
 * @param accepted the whole id fits
 * @param length   of a replacement; 1 to 32
 */
public record ToolIds(Pattern accepted, int length) {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** @throws IllegalArgumentException if the length is not possible */
    public ToolIds {
        if (length < 1 || length > 32) {
            throw new IllegalArgumentException("tool-ids: length " + length + " (expected: 1 to 32)");
        }
    }

    /** The id to send. */
    public String fit(String id) {
        if (accepted.matcher(id).matches()) {
            return id;
        }
        byte[] hash = sha256(id);
        StringBuilder fitting = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            fitting.append(ALPHABET.charAt((hash[i] & 0xFF) % ALPHABET.length()));
        }
        return fitting.toString();
    }

    private static byte[] sha256(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
