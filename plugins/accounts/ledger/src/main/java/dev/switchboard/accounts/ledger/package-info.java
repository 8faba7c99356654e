/**
 * The ledger: one entry for each attempt at an upstream, written to a local log before anything can be lost, and carried from
 * there into a store exactly once.
 *
 * <p>{@link dev.switchboard.accounts.ledger.LedgerLog} is the log, {@link dev.switchboard.accounts.ledger.LedgerSink} what a
 * store implements, {@link dev.switchboard.accounts.ledger.LedgerDrain} carries entries from one to the other.
 */
@NullMarked
package dev.switchboard.accounts.ledger;

import org.jspecify.annotations.NullMarked;
