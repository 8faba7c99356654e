/** Passing bytes of this format through: one edit on the way out, a look at each event on the way back. */
@NullMarked
package dev.switchboard.wire.anthropic.relay;

import org.jspecify.annotations.NullMarked;
