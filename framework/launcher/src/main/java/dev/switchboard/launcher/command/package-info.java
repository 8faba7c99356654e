/** The command line: what each verb does, prints and returns. */
@NullMarked
package dev.switchboard.launcher.command;

import org.jspecify.annotations.NullMarked;
