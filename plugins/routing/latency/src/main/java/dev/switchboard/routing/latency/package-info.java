/**
 * Shares calls among targets by their configured weights: smooth latency round robin, which spreads each target's share
 * evenly over time instead of sending it in runs.
 */
@NullMarked
package dev.switchboard.routing.latency;

import org.jspecify.annotations.NullMarked;
