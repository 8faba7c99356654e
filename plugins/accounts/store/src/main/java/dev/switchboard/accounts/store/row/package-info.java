/** Rows of the tables, as they are. */
@NullMarked
package dev.switchboard.accounts.store.row;

import org.jspecify.annotations.NullMarked;
