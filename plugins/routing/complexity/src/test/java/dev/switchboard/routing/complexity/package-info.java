@NullMarked
package dev.switchboard.routing.complexity;

import org.jspecify.annotations.NullMarked;
