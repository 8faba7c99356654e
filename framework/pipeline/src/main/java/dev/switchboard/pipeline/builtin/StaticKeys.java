package dev.switchboard.pipeline.builtin;

import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.identity.Credentials;
import dev.switchboard.spi.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keys that stand in the configuration. Only their SHA-256 hashes are kept, and a key is compared whole: what an attacker can
 * learn from the time a look-up takes is about the hash of a guess, not about a key.
 */
public final class StaticKeys implements Identity {
    /** Keys shorter than this could be guessed. */
    public static final int MIN_LENGTH = 6;

    /** Copied for each use, which takes a part of the time in which providers are asked for one. */
    private static final MessageDigest SHA_256 = newSha256();

    private final Map<String, Caller> callersByHash = new HashMap<>();

    /**
     * Knows these keys.
     *
     * @throws IllegalArgumentException if a key is too short; the message names its owner, not the key
     */
    public StaticKeys(Map<String, Caller> callersByKey) {
        callersByKey.forEach((key, caller) -> {
            if (key.length() < MIN_LENGTH) {
                throw new IllegalArgumentException("the key of \"" + caller.id() + "\" has " + key.length()
                        + " characters (expected: at least " + MIN_LENGTH + "); choose a longer one");
            }
            callersByHash.put(hash(key), caller);
        });
    }

    /** The names of those who have a key. */
    public Set<Caller> callers() {
        return Set.copyOf(callersByHash.values());
    }

    @Override
    public Identification identify(HttpRequest request) {
        Optional<String> key = Credentials.keyOf(request);
        Caller caller = key.isEmpty() ? null : callersByHash.get(hash(key.get()));
        return caller == null ? new Identification.Unknown() : new Identification.Known(caller);
    }

    private static String hash(String key) {
        byte[] digest = sha256().digest(key.getBytes(StandardCharsets.UTF_8));
        return new String(digest, StandardCharsets.ISO_8859_1);
    }

    private static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the SHA-256 of this Java cannot be copied", e);
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }
}
