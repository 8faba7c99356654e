/**
 * Shares calls among targets by their configured weights: smooth usage round robin, which spreads each target's share
 * evenly over time instead of sending it in runs.
 */
@NullMarked
package dev.switchboard.routing.usage;

import org.jspecify.annotations.NullMarked;
