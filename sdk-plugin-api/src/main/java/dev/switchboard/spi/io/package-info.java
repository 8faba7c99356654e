/**
 * Bytes without copies. Bodies and stream events travel as slices of arrays that nobody writes to any more:
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="bytes"}
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.io;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
