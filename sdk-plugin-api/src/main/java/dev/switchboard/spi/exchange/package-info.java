/**
 * One request on its way, as far as plugins may see it: {@link dev.switchboard.spi.exchange.ExchangeContext} while it runs,
 * {@link dev.switchboard.spi.exchange.ExchangeReport} when it is over.
 *
 * <p>Whatever a plugin changes, drops or chooses, it notes with a reason; the caller finds the notes in the header
 * {@code x-switchboard-decisions}, callbacks in the report:
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="decision"}
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.exchange;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
