/** The project's one format, applied or checked for the whole tree. */
@NullMarked
package dev.switchboard.formatter;

import org.jspecify.annotations.NullMarked;
