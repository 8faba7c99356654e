/**
 * Canonical embeddings to OpenAI embeddings and back.
 */
@NullMarked
package dev.switchboard.wire.openai.embedding;

import org.jspecify.annotations.NullMarked;
