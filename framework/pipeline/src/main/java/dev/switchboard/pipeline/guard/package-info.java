/** How guardrails look at requests and replies: decorators of the one stream, and only where some guardrail asked. */
@NullMarked
package dev.switchboard.pipeline.guard;

import org.jspecify.annotations.NullMarked;
