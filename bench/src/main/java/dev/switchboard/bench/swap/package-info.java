/** Bundles are replaced in a gateway under load. */
@NullMarked
package dev.switchboard.bench.swap;

import org.jspecify.annotations.NullMarked;
