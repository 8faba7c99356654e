/**
 * Pages and calls of a plugin's own, beside the dialects. Each route says on which listener it stands and who may call it; there
 * is no default, so nothing is open by accident.
 *
 * {@snippet class="dev.switchboard.spi.example.StatusPage" region="endpoint"}
 *
 * <p>Bodies are read whole and bounded; what is thrown becomes an error reply without details.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.endpoint;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
