@NullMarked
package dev.switchboard.accounts.pricing;

import org.jspecify.annotations.NullMarked;
