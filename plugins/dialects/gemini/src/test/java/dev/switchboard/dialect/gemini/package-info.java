/** Tests of the Gemini dialect. */
@NullMarked
package dev.switchboard.dialect.gemini;

import org.jspecify.annotations.NullMarked;
