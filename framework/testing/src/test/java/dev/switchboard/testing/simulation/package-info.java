/** A day of traffic in a second: the gateway's own routing against upstreams that misbehave, in virtual time. */
@NullMarked
package dev.switchboard.testing.simulation;

import org.jspecify.annotations.NullMarked;
