/**
 * Shares calls among targets by their configured weights: smooth least-busy round robin, which spreads each target's share
 * evenly over time instead of sending it in runs.
 */
@NullMarked
package dev.switchboard.routing.leastbusy;

import org.jspecify.annotations.NullMarked;
