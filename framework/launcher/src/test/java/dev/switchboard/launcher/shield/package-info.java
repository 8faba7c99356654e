@NullMarked
package dev.switchboard.launcher.shield;

import org.jspecify.annotations.NullMarked;
