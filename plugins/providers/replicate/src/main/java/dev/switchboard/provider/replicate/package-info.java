/**
 * Replicate's predictions.
 */
@NullMarked
package dev.switchboard.provider.replicate;

import org.jspecify.annotations.NullMarked;
