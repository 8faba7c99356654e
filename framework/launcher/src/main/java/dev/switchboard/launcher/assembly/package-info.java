/** Turns configuration and plugins into the next world: instances, models, paths. */
@NullMarked
package dev.switchboard.launcher.assembly;

import org.jspecify.annotations.NullMarked;
