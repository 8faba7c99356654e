@NullMarked
package dev.switchboard.accounts.pricing.tokens;

import org.jspecify.annotations.NullMarked;
