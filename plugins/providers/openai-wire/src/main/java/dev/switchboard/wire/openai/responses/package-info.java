/**
 * OpenAI's responses: {@code POST /responses} relayed, and canonical chat to it and back.
 */
@NullMarked
package dev.switchboard.wire.openai.responses;

import org.jspecify.annotations.NullMarked;
