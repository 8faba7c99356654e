/** Hand-written stand-ins for what the gateway hands to a plugin. */
@NullMarked
package dev.switchboard.testkit.doubles;

import org.jspecify.annotations.NullMarked;
