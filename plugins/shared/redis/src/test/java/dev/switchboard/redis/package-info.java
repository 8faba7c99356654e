@NullMarked
package dev.switchboard.redis;

import org.jspecify.annotations.NullMarked;
