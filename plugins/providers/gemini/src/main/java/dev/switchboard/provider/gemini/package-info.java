/** The Gemini API of Google AI. */
@NullMarked
package dev.switchboard.provider.gemini;

import org.jspecify.annotations.NullMarked;
