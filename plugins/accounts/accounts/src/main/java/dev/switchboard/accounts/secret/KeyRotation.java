package dev.switchboard.accounts.secret;

import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.row.SecretRow;
import java.util.List;

/** Writes secrets anew with the present key. */
public final class KeyRotation {
    private KeyRotation() {}

    /**
     * Encrypts what was written with other keys anew, in one transaction: after an interruption everything is as before, and it can
     * be called again. Blocks.
     *
     * @return how many there were
     * @throws SecretException if there is no key, or one of the secrets cannot be read; then nothing is changed
     */
    public static long run(Store store, Sealer sealer) {
        String key = sealer.keyId();
        return store.entities(mapper -> {
            List<SecretRow> rows = mapper.secretsOfOtherKeys(key);
            rows.forEach(row -> mapper.replaceSecret(sealer.seal(SecretPlace.of(row), sealer.open(row))));
            return (long) rows.size();
        });
    }
}
