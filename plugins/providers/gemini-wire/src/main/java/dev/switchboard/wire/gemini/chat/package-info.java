/** Canonical chat to {@code generateContent} and back, plain and streamed, and the counting of tokens. */
@NullMarked
package dev.switchboard.wire.gemini.chat;

import org.jspecify.annotations.NullMarked;
