/** Rates, slots and budgets, counted in memory. */
@NullMarked
package dev.switchboard.accounts.limit;

import org.jspecify.annotations.NullMarked;
