/**
 * Jina AI's API.
 */
@NullMarked
package dev.switchboard.provider.jina;

import org.jspecify.annotations.NullMarked;
