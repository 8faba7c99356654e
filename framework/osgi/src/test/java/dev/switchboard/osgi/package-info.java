@NullMarked
package dev.switchboard.osgi;

import org.jspecify.annotations.NullMarked;
