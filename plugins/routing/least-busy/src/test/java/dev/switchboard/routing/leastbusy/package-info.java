@NullMarked
package dev.switchboard.routing.leastbusy;

import org.jspecify.annotations.NullMarked;
