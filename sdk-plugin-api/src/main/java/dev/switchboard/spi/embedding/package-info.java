/**
 * Vectors for texts. A model in this process that answers them:
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="local"}
 *
 * <p>A provider lists it with {@code Abilities.builder().local(Operation.EMBEDDING, new LengthModel())}. How the caller wants
 * the vectors written is the dialect's affair: a provider gives 32-bit floats.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.embedding;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
