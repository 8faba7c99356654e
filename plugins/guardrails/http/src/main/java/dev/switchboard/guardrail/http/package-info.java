/** A guardrail that asks a service over HTTP, written in whatever language. */
@NullMarked
package dev.switchboard.guardrail.http;

import org.jspecify.annotations.NullMarked;
