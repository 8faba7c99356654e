@NullMarked
package dev.switchboard.testkit.demo;

import org.jspecify.annotations.NullMarked;
