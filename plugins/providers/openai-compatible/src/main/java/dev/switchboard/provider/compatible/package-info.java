/**
 * Servers that speak OpenAI's format: dozens of known vendors as data, and any other by its base URL.
 */
@NullMarked
package dev.switchboard.provider.compatible;

import org.jspecify.annotations.NullMarked;
