/**
 * Configuration that components add while the gateway runs. What a {@link dev.switchboard.spi.runtime.ConfigSource} adds becomes part
 * of the running configuration as if it stood in the operator's file: the same checks, the same messages, the same routing.
 *
 * {@snippet class="dev.switchboard.spi.example.DiscoveredModels" region="source"}
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.runtime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
