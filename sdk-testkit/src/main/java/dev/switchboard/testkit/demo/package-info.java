/** An instant OpenAI-like upstream to run on its own: {@link dev.switchboard.testkit.demo.OpenAiUpstream}. */
@NullMarked
package dev.switchboard.testkit.demo;

import org.jspecify.annotations.NullMarked;
