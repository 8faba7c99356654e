/**
 * Streams that are pulled. The consumer asks for the next event and blocks until there is one, which costs nothing on a virtual
 * thread and gives back-pressure for free: what nobody asks for is not read from the upstream.
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="events"}
 *
 * <p>{@code close} stops the source, from any thread; a consumer closes what it took, also after a failure. A stream that
 * breaks throws; {@code null} means a complete end and nothing else.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.stream;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
