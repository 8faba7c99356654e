@NullMarked
package dev.switchboard.routing.usage;

import org.jspecify.annotations.NullMarked;
