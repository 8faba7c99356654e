/**
 * Google's Gemini format as one that callers speak: content generation plain and streamed, token counts, embeddings and models.
 *
 * <p>{@link dev.switchboard.dialect.gemini.GeminiDialectPlugin} is the way in. The model stands in the path; the body is read
 * only when somebody asks for the canonical request. Google takes each name in camel case and with underscores, and so does
 * {@code Fields}.
 */
@NullMarked
package dev.switchboard.dialect.gemini;

import org.jspecify.annotations.NullMarked;
