/**
 * OpenAI's own API.
 */
@NullMarked
package dev.switchboard.provider.openai;

import org.jspecify.annotations.NullMarked;
