/** Acceptance tests: a whole gateway between real clients and a scripted upstream. */
@NullMarked
package dev.switchboard.testing;

import org.jspecify.annotations.NullMarked;
