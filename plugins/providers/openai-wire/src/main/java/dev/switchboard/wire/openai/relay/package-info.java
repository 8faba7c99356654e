/**
 * Passing OpenAI bytes through: one edit on the way out, a look at each event on the way back.
 */
@NullMarked
package dev.switchboard.wire.openai.relay;

import org.jspecify.annotations.NullMarked;
