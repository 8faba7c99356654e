package dev.switchboard.accounts.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.SecretRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealerTest {
    private static final String KEY =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    private static final String OTHER = "ab".repeat(32);
    private static final String SECRET = "sk-fake-canary-ü";
    private static final SecretPlace PLACE = SecretPlace.of(EntityKind.MODEL, "m1", "api_key");

    private final Sealer sealer = Sealer.of(Optional.of(KEY), List.of());

    private static SecretRow moved(SecretRow row, SecretPlace to) {
        return new SecretRow(to.kind(), to.id(), to.field(), row.keyId(), row.sealed());
    }

    private static SecretRow sealed(SecretRow row, byte[] bytes) {
        return new SecretRow(
                row.kind(),
                row.entityId(),
                row.field(),
                row.keyId(),
                Base64.getEncoder().encodeToString(bytes));
    }

    private static String refusal(Sealer sealer, SecretRow row) {
        String message =
                assertThrows(SecretException.class, () -> sealer.open(row)).getMessage();
        assertFalse(message.contains("canary"), message);
        return message;
    }

    @Test
    void whatWasSealedIsRead() {
        SecretRow row = sealer.seal(PLACE, SECRET);
        assertEquals(SECRET, sealer.open(row));
        assertEquals("", sealer.open(sealer.seal(PLACE, "")));
        assertFalse(row.toString().contains("canary"), row.toString());
        assertEquals(sealer.keyId(), row.keyId());
        assertEquals(16, row.keyId().length());
    }

    @Test
    void sameSecretIsNeverTheSameCiphertext() {
        assertNotEquals(
                sealer.seal(PLACE, SECRET).sealed(), sealer.seal(PLACE, SECRET).sealed());
    }

    @Test
    void ciphertextIsGoodInItsPlaceAlone() {
        SecretRow row = sealer.seal(PLACE, SECRET);
        for (SecretPlace other : List.of(
                SecretPlace.of(EntityKind.MODEL, "m2", "api_key"),
                SecretPlace.of(EntityKind.CREDENTIAL, "m1", "api_key"),
                SecretPlace.of(EntityKind.MODEL, "m1", "api_base"),
                SecretPlace.of(EntityKind.MODEL, "m1 api_key", ""),
                SecretPlace.of(EntityKind.MODEL, "m", "1 api_key"))) {
            assertTrue(refusal(sealer, moved(row, other)).contains("belongs elsewhere"));
        }
    }

    @Test
    void everyBitCounts() {
        SecretRow row = sealer.seal(PLACE, "x");
        byte[] bytes = Base64.getDecoder().decode(row.sealed());
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(refusal(sealer, sealed(row, changed)).contains("was changed"), "bit " + bit);
        }
        for (int length = 0; length < bytes.length; length++) {
            refusal(sealer, sealed(row, Arrays.copyOf(bytes, length)));
        }
        refusal(sealer, new SecretRow(row.kind(), row.entityId(), row.field(), row.keyId(), "no base64!"));
    }

    @Test
    void otherKeysReadAndDoNotWrite() {
        SecretRow row = sealer.seal(PLACE, SECRET);
        Sealer both = Sealer.of(Optional.of(OTHER), List.of(KEY));
        assertEquals(SECRET, both.open(row));
        assertEquals(both.keyId(), both.seal(PLACE, SECRET).keyId());
        assertNotEquals(sealer.keyId(), both.keyId());
        String message = refusal(Sealer.of(Optional.of(OTHER), List.of()), row);
        assertTrue(message.contains(sealer.keyId()) && message.contains("accounts.encryption.other-keys"), message);
        assertFalse(message.contains(OTHER), message);
    }

    @Test
    void wrongKeyOfTheSameIdReadsNothing() {
        SecretRow row = Sealer.of(Optional.of(OTHER), List.of()).seal(PLACE, SECRET);
        SecretRow renamed = new SecretRow(row.kind(), row.entityId(), row.field(), sealer.keyId(), row.sealed());
        assertTrue(refusal(sealer, renamed).contains("was changed"));
    }

    @Test
    void withoutAKeyNothingIsSealed() {
        Sealer none = Sealer.of(Optional.empty(), List.of());
        assertFalse(none.canSeal());
        assertTrue(assertThrows(SecretException.class, () -> none.seal(PLACE, SECRET))
                .getMessage()
                .contains("accounts.encryption.key"));
        assertTrue(refusal(none, sealer.seal(PLACE, SECRET)).contains("known: none"));
    }

    @Test
    void keysAreThirtyTwoBytes() {
        for (String bad : List.of("", "sk-fake-short", "ab".repeat(16), KEY + "AAAA", "%".repeat(44))) {
            String message = assertThrows(IllegalArgumentException.class, () -> Sealer.of(Optional.of(bad), List.of()))
                    .getMessage();
            assertTrue(message.contains("openssl rand -base64 32"), message);
            assertTrue(bad.isEmpty() || !message.contains(bad), message);
        }
    }
}
