/** A real Redis for tests. */
@NullMarked
package dev.switchboard.redis.testing;

import org.jspecify.annotations.NullMarked;
