/**
 * The models a caller may use, for {@code GET /v1/models} and its like. The gateway answers
 * {@link dev.switchboard.spi.operation.Operation#MODELS} itself; a dialect only reads the
 * {@link dev.switchboard.spi.model.ModelQuery} and writes the {@link dev.switchboard.spi.model.ModelList}.
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="models"}
 *
 * <p>The list holds what the caller's key may use; a pattern of the configuration, such as {@code openai/*}, stands in it as
 * it is written.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
