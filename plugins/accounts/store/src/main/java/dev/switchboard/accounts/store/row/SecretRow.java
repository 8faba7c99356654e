package dev.switchboard.accounts.store.row;

/**
 * An encrypted value of an entity.
 *
 * @param kind     of the entity, as {@link EntityKind#label}
 * @param entityId whose it is
 * @param field    which of its values
 * @param keyId    the id of the key that it was encrypted with
 * @param sealed   the ciphertext
 */
public record SecretRow(String kind, String entityId, String field, String keyId, String sealed) {}
