@NullMarked
package dev.switchboard.testkit.framing;

import org.jspecify.annotations.NullMarked;
