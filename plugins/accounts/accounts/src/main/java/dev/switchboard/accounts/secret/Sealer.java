package dev.switchboard.accounts.secret;

import dev.switchboard.accounts.store.row.SecretRow;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts secrets with AES-256-GCM under the present key and reads them with any known one. Each has a random nonce and is bound to
 * its place. Safe for use by any thread.
 */
public final class Sealer {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Optional<MasterKey> present;
    private final Map<String, MasterKey> known = new HashMap<>();
    private final SecureRandom random = new SecureRandom();

    private Sealer(Optional<MasterKey> present, List<MasterKey> others) {
        this.present = present;
        others.forEach(key -> known.put(key.id(), key));
        present.ifPresent(key -> known.put(key.id(), key));
    }

    /**
     * A sealer.
     *
     * @param key    what is written with; without it nothing can be
     * @param others what can be read besides
     * @throws IllegalArgumentException if one is no key; does not repeat it
     */
    public static Sealer of(Optional<String> key, List<String> others) {
        return new Sealer(
                key.map(MasterKey::parse), others.stream().map(MasterKey::parse).toList());
    }

    /** Whether there is a key to write with. */
    public boolean canSeal() {
        return present.isPresent();
    }

    /** The id of the key that is written with. @throws SecretException if there is none */
    public String keyId() {
        return present().id();
    }

    private MasterKey present() {
        return present.orElseThrow(() ->
                new SecretException("there is no key to encrypt secrets with (expected: accounts.encryption.key)"));
    }

    /** Encrypts. @throws SecretException if there is no key */
    public SecretRow seal(SecretPlace place, String secret) {
        MasterKey key = present();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return new SecretRow(
                    place.kind(),
                    place.id(),
                    place.field(),
                    key.id(),
                    Base64.getEncoder().encodeToString(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks " + CIPHER, e);
        }
    }

    /** Decrypts. @throws SecretException if the key is not known, or the row is not what was written in its place */
    public String open(SecretRow row) {
        SecretPlace place = SecretPlace.of(row);
        MasterKey key = known.get(row.keyId());
        if (key == null) {
            throw new SecretException(place + " is encrypted with the key " + row.keyId() + " (known: "
                    + (known.isEmpty()
                            ? "none"
                            : String.join(", ", known.keySet().stream().sorted().toList()))
                    + "); set accounts.encryption.key to that key, or list it in accounts.encryption.other-keys");
        }
        try {
            byte[] whole = Base64.getDecoder().decode(row.sealed());
            byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
            byte[] secret = cipher(Cipher.DECRYPT_MODE, key, nonce, place)
                    .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            return new String(secret, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SecretException(place + " was changed in the store, or belongs elsewhere; set it anew");
        }
    }

    private static Cipher cipher(int mode, MasterKey key, byte[] nonce, SecretPlace place)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.bytes());
        return cipher;
    }
}
