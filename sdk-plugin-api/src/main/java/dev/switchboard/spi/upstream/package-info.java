/**
 * HTTP to the outside, as plugins see it: requests and replies as values.
 *
 * <p>A translator or a relay returns an {@link dev.switchboard.spi.upstream.UpstreamRequest}; the gateway sends it. How a
 * streamed reply is cut into {@link dev.switchboard.spi.upstream.UpstreamEvent}s is said by
 * {@link dev.switchboard.spi.upstream.Framing}. A request without framing of its own is server-sent events:
 *
 * {@snippet class="dev.switchboard.spi.example.AcmeTranslator" region="encode"}
 *
 * <p>What a translator leaves out of the caller's request it lists by {@code withChanges}; the caller finds it in the
 * decision log.
 *
 * <p>For what is not a model call, {@link dev.switchboard.spi.upstream.Outbound} sends a request and waits for the whole reply:
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="outbound"}
 *
 * <p>The texts of requests and events show hosts and sizes only, since the rest may be secret.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.upstream;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
