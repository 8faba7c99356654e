/** A guardrail that blocks or masks text by regular expressions. */
@NullMarked
package dev.switchboard.guardrail.patterns;

import org.jspecify.annotations.NullMarked;
