/** Canonical embeddings to this format and back. */
@NullMarked
package dev.switchboard.wire.gemini.embedding;

import org.jspecify.annotations.NullMarked;
