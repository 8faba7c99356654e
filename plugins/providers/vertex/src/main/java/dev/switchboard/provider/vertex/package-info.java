/** Gemini on Vertex AI, Google Cloud's service for models. */
@NullMarked
package dev.switchboard.provider.vertex;

import org.jspecify.annotations.NullMarked;
