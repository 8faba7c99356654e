/**
 * OpenAI's responses as a format that callers speak. What a caller of another provider's model gets is made event by event;
 * the whole reply is the last of those events, so that both say the same.
 */
@NullMarked
package dev.switchboard.dialect.openai.responses;

import org.jspecify.annotations.NullMarked;
