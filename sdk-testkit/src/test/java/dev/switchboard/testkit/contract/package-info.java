@NullMarked
package dev.switchboard.testkit.contract;

import org.jspecify.annotations.NullMarked;
