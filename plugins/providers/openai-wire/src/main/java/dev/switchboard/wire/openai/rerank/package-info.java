/** Reranking in the shape of Jina, which servers of OpenAI's format took over. */
@NullMarked
package dev.switchboard.wire.openai.rerank;

import org.jspecify.annotations.NullMarked;
