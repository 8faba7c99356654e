/**
 * Names of the formats that bytes are in, and what may get lost between them. When the caller's
 * {@link dev.switchboard.spi.wire.Wire} is one that the provider speaks, the gateway relays bytes and nothing can be lost.
 * Otherwise a dialect reads one format and a translator writes another; members that only their own format understands travel
 * as {@link dev.switchboard.spi.wire.Extras}, and whatever has no counterpart is told in {@link dev.switchboard.spi.wire.Changes}:
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="wire"}
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.wire;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
