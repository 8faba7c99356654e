/** OpenAI speech, transcriptions and translations. */
@NullMarked
package dev.switchboard.wire.openai.audio;

import org.jspecify.annotations.NullMarked;
