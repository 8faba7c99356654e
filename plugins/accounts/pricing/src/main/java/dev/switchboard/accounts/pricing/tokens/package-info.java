/** Counts tokens where a provider does not: as its own tokenizer does where that is public, and by a factor where it is not. */
@NullMarked
package dev.switchboard.accounts.pricing.tokens;

import org.jspecify.annotations.NullMarked;
