/** What the bodies under way may take of the process's memory. */
@NullMarked
package dev.switchboard.pipeline.memory;

import org.jspecify.annotations.NullMarked;
