package dev.switchboard.accounts.secret;

import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.SecretRow;
import java.nio.charset.StandardCharsets;

/**
 * Where a secret belongs. A ciphertext is good in its place alone.
 *
 * @param kind  of the entity
 * @param id    which entity
 * @param field which of its values
 */
public record SecretPlace(String kind, String id, String field) {
    /** A field of an entity. */
    public static SecretPlace of(EntityKind kind, String id, String field) {
        return new SecretPlace(kind.label(), id, field);
    }

    /** Where a row stands. */
    public static SecretPlace of(SecretRow row) {
        return new SecretPlace(row.kind(), row.entityId(), row.field());
    }

    /** What a ciphertext is bound to. The lengths keep two places from having the same bytes. */
    byte[] bytes() {
        return ("switchboard secret 1 " + kind.length() + " " + id.length() + " " + kind + " " + id + " " + field)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return field + " of the " + kind + " \"" + id + "\"";
    }
}
