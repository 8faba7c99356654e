/** Embeddings, in the format of each maker. */
@NullMarked
package dev.switchboard.provider.bedrock.embedding;

import org.jspecify.annotations.NullMarked;
