@NullMarked
package dev.switchboard.routing.priority;

import org.jspecify.annotations.NullMarked;
