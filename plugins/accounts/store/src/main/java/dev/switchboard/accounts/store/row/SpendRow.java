package dev.switchboard.accounts.store.row;

import java.time.Instant;

/**
 * What something spent.
 *
 * @param kind   what it is, such as {@code key}
 * @param id     which
 * @param slot   the beginning of a quarter of an hour; the epoch for all time
 * @param amount in nano-dollars
 */
public record SpendRow(String kind, String id, Instant slot, long amount) {}
