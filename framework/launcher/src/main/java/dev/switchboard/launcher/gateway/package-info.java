/** The running gateway: its parts, their start and their end. */
@NullMarked
package dev.switchboard.launcher.gateway;

import org.jspecify.annotations.NullMarked;
