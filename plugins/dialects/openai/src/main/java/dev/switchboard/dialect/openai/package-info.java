/**
 * OpenAI's own format as one that callers speak: chat completions, text completions, embeddings and models.
 *
 * <p>{@link dev.switchboard.dialect.openai.OpenAiDialectPlugin} is the way in. Requests are read in two steps: the few
 * members that the gateway needs at once come from the top level of the body; the canonical request is made only when
 * somebody asks for it. Replies are written by one writer for a whole reply and one for each streamed reply.
 */
@NullMarked
package dev.switchboard.dialect.openai;

import org.jspecify.annotations.NullMarked;
