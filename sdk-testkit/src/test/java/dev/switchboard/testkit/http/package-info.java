@NullMarked
package dev.switchboard.testkit.http;

import org.jspecify.annotations.NullMarked;
