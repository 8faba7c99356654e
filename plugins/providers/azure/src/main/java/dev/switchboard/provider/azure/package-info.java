/**
 * OpenAI's models on Azure.
 */
@NullMarked
package dev.switchboard.provider.azure;

import org.jspecify.annotations.NullMarked;
