/**
 * The store of accounts: entities, their changes, the ledger and its sums, in an embedded database or MariaDB. Everything here
 * blocks and belongs off the way of a request.
 */
@NullMarked
package dev.switchboard.accounts.store;

import org.jspecify.annotations.NullMarked;
