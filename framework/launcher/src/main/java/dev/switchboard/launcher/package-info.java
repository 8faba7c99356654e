/** The process: its entry. */
@NullMarked
package dev.switchboard.launcher;

import org.jspecify.annotations.NullMarked;
