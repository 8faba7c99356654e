/** OpenAI pictures: generations, edits and variations, as JSON or forms. */
@NullMarked
package dev.switchboard.wire.openai.image;

import org.jspecify.annotations.NullMarked;
