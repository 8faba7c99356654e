/** OpenAI moderations. */
@NullMarked
package dev.switchboard.wire.openai.moderation;

import org.jspecify.annotations.NullMarked;
