/**
 * What a call costs: exact money, prices of models, and the cost of what was used.
 *
 * <p>Amounts are whole nano-dollars ({@link dev.switchboard.accounts.pricing.Money}), unit prices whole pico-dollars
 * ({@link dev.switchboard.accounts.pricing.Price}); nothing is ever a floating-point number. A model whose price is not known is
 * a state of its own, never free of charge.
 */
@NullMarked
package dev.switchboard.accounts.pricing;

import org.jspecify.annotations.NullMarked;
