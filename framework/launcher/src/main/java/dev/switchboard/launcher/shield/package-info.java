/** What plugins get to see whose manifests declare that they see less than everything. */
@NullMarked
package dev.switchboard.launcher.shield;

import org.jspecify.annotations.NullMarked;
