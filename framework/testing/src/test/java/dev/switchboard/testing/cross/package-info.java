/** Every format in front of every other: what crosses between two of them arrives whole. */
@NullMarked
package dev.switchboard.testing.cross;

import org.jspecify.annotations.NullMarked;
