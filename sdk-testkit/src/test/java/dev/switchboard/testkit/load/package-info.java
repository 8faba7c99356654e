@NullMarked
package dev.switchboard.testkit.load;

import org.jspecify.annotations.NullMarked;
