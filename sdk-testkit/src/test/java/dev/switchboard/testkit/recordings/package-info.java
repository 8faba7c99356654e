@NullMarked
package dev.switchboard.testkit.recordings;

import org.jspecify.annotations.NullMarked;
