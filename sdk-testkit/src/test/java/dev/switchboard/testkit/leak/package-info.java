@NullMarked
package dev.switchboard.testkit.leak;

import org.jspecify.annotations.NullMarked;
