/**
 * Stores of replies. The gateway makes the key, decides what may be stored (complete replies only) and replays what is found,
 * streamed or not; a cache keeps bytes.
 *
 * {@snippet class="dev.switchboard.spi.example.MemoryCache" region="cache"}
 *
 * <p>Bound what you keep. {@code find} stands in the request's way; {@code store} does not. An exception in either is a miss.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.cache;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
