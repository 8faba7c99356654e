/** Passing on what callers sent in this format themselves. */
@NullMarked
package dev.switchboard.wire.gemini.relay;

import org.jspecify.annotations.NullMarked;
