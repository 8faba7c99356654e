@NullMarked
package dev.switchboard.routing.weighted;

import org.jspecify.annotations.NullMarked;
