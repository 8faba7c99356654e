/** The pieces of the request path that cost most, each measured alone. */
@NullMarked
package dev.switchboard.bench.jmh;

import org.jspecify.annotations.NullMarked;
