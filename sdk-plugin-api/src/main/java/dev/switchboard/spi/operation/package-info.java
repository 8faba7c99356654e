/**
 * What a caller can ask of a model. An {@link dev.switchboard.spi.operation.Operation} is a name and three types: the canonical
 * request, the canonical reply and the canonical stream event. The pipeline treats all alike.
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="operation"}
 *
 * <p>A {@link dev.switchboard.spi.wire.Wire} names the format of the bytes. When the caller's wire is one that the provider
 * relays, nothing is translated.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.operation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
