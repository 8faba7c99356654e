/** Speech, transcriptions and translations, whole and streamed. */
@NullMarked
package dev.switchboard.dialect.openai.audio;

import org.jspecify.annotations.NullMarked;
