/** Canonical chat to messages and back. */
@NullMarked
package dev.switchboard.wire.anthropic.chat;

import org.jspecify.annotations.NullMarked;
