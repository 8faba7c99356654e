/** Anthropic's format for callers: messages, the counting of tokens, models. */
@NullMarked
package dev.switchboard.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
