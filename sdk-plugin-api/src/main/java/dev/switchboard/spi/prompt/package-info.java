/**
 * Stores of prompts that callers name by id (with OpenAI's dialect in the header {@code x-switchboard-prompt-id}); what is
 * found goes before the caller's messages.
 *
 * {@snippet class="dev.switchboard.spi.example.ConfiguredPrompts" region="prompts"}
 *
 * <p>A source that keeps its prompts elsewhere refreshes them on the context's executor: {@code find} answers from memory.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.prompt;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
