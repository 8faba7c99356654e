/**
 * Canonical chat to OpenAI chat completions and back.
 */
@NullMarked
package dev.switchboard.wire.openai.chat;

import org.jspecify.annotations.NullMarked;
