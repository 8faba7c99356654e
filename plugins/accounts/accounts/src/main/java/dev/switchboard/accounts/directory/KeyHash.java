package dev.switchboard.accounts.directory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The SHA-256 hash of a key, which is all that is kept of it. It is compared whole: the time of a look-up tells something about
 * the hash of a guess, and nothing about a key.
 */
public record KeyHash(long a, long b, long c, long d) {
    private static final int HEX_DIGITS = 64;
    /** Never fed: a copy costs less than another search among the providers of algorithms. */
    private static final MessageDigest SHA_256 = find("SHA-256");

    /** The hash of a key. */
    public static KeyHash of(String key) {
        return of(sha256().digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    /** The hash that a text of 64 hexadecimal digits is; empty for any other text. */
    public static Optional<KeyHash> parse(String hex) {
        if (hex.length() != HEX_DIGITS) {
            return Optional.empty();
        }
        for (int i = 0; i < HEX_DIGITS; i++) {
            if (!HexFormat.isHexDigit(hex.charAt(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(of(HexFormat.of().parseHex(hex)));
    }

    private static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            return find(SHA_256.getAlgorithm());
        }
    }

    private static MessageDigest find(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks " + algorithm, e);
        }
    }

    private static KeyHash of(byte[] digest) {
        ByteBuffer buffer = ByteBuffer.wrap(digest);
        return new KeyHash(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** As 64 hexadecimal digits. */
    public String hex() {
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(Long.BYTES * 4)
                        .putLong(a)
                        .putLong(b)
                        .putLong(c)
                        .putLong(d)
                        .array());
    }
}
