/**
 * Voyage AI's API.
 */
@NullMarked
package dev.switchboard.provider.voyage;

import org.jspecify.annotations.NullMarked;
