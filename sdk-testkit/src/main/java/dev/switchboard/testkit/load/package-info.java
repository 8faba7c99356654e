/**
 * A small, bounded load driver for tests that swap plugins under traffic:
 * {@link dev.switchboard.testkit.load.LoadDriver} sends requests at a fixed rate, keeps streams open, and counts
 * whatever fails or is cut.
 *
 * <p>It uses raw sockets, since a pooling client would quietly repeat a request on a connection that was reset.
 */
@NullMarked
package dev.switchboard.testkit.load;

import org.jspecify.annotations.NullMarked;
