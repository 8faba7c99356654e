@NullMarked
package dev.switchboard.guardrail.http;

import org.jspecify.annotations.NullMarked;
