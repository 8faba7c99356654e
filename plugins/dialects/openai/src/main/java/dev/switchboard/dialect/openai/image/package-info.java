/** Pictures: generations, edits and variations, as JSON or forms, whole and streamed. */
@NullMarked
package dev.switchboard.dialect.openai.image;

import org.jspecify.annotations.NullMarked;
