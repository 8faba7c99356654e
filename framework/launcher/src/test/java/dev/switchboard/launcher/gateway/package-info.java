@NullMarked
package dev.switchboard.launcher.gateway;

import org.jspecify.annotations.NullMarked;
