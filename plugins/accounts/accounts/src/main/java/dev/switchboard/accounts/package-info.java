/** Keys, teams, budgets and the ledger as one bundle. */
@NullMarked
package dev.switchboard.accounts;

import org.jspecify.annotations.NullMarked;
