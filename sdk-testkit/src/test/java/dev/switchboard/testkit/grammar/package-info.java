@NullMarked
package dev.switchboard.testkit.grammar;

import org.jspecify.annotations.NullMarked;
