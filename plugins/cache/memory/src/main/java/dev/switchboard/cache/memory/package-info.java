/** A cache of replies in this process's memory. */
@NullMarked
package dev.switchboard.cache.memory;

import org.jspecify.annotations.NullMarked;
