/** Reranking, which OpenAI does not have: in the shape of Jina, which most servers took over, and of Cohere. */
@NullMarked
package dev.switchboard.dialect.openai.rerank;

import org.jspecify.annotations.NullMarked;
