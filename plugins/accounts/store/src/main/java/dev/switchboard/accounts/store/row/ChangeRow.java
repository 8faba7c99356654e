package dev.switchboard.accounts.store.row;

/** Something to be read again. */
public record ChangeRow(long id, String kind, String entityId) {}
