/** What is measured: processes that are started, watched and ended. */
@NullMarked
package dev.switchboard.bench.system;

import org.jspecify.annotations.NullMarked;
