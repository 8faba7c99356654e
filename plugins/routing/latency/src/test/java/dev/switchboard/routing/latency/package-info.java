@NullMarked
package dev.switchboard.routing.latency;

import org.jspecify.annotations.NullMarked;
