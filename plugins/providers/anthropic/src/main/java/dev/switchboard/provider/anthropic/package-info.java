/** Anthropic's own API. */
@NullMarked
package dev.switchboard.provider.anthropic;

import org.jspecify.annotations.NullMarked;
