/** Lets callers in, and settles what their calls cost. */
@NullMarked
package dev.switchboard.accounts.gate;

import org.jspecify.annotations.NullMarked;
