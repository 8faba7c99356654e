@NullMarked
package dev.switchboard.routing.cost;

import org.jspecify.annotations.NullMarked;
