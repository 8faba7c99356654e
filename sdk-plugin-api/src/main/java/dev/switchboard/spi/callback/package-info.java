/**
 * Receivers of finished exchanges: logs, metrics, exports. They run beside the requests and can never slow one down.
 *
 * {@snippet class="dev.switchboard.spi.example.SlowCalls" region="callback"}
 *
 * <p>Bodies are kept only if some callback {@code wantsContent()}, and upstreams are asked for usage only if somebody
 * {@code needsUsage()}.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.callback;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
