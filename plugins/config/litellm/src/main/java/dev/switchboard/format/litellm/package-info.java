/**
 * Reads a LiteLLM {@code config.yaml} as it is. What cannot be carried over yet is named in a notice, each with file
 * and line.
 */
@NullMarked
package dev.switchboard.format.litellm;

import org.jspecify.annotations.NullMarked;
