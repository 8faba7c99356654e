/**
 * Ways to reach models. A provider is a translator, not a client: it turns a canonical call into an upstream HTTP request
 * and the upstream's bytes into canonical replies, events and errors. The gateway opens the connections and keeps pools,
 * time-outs, retries and cancellation, so a provider holds nothing.
 *
 * <p>It says once what it can do:
 *
 * {@snippet class="dev.switchboard.spi.example.AcmeProvider" region="provider"}
 *
 * <h2>Translate</h2>
 * A {@link dev.switchboard.spi.provider.Translator} writes the request, and says by name what the upstream cannot do:
 *
 * {@snippet class="dev.switchboard.spi.example.AcmeTranslator" region="encode"}
 *
 * <p>It reads whole replies in {@code decode}, and streams by a {@link dev.switchboard.spi.provider.StreamDecoder}, which must
 * not take a cut stream for a complete one:
 *
 * {@snippet class="dev.switchboard.spi.example.AcmeDecoder" region="decoder"}
 *
 * <h2>Relay</h2>
 * Where the upstream speaks the caller's own wire format, a {@link dev.switchboard.spi.provider.Relay} passes the bytes on and
 * changes only what must be changed; its observer finds usage and the end by looking for marks:
 *
 * {@snippet class="dev.switchboard.spi.example.AcmeRelay" region="relay"}
 *
 * {@snippet class="dev.switchboard.spi.example.AcmeObserver" region="observer"}
 *
 * <h2>Execute here</h2>
 * A model that runs in this process implements {@link dev.switchboard.spi.provider.LocalModel} instead of a translator; see
 * {@link dev.switchboard.spi.embedding} for one.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.provider;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
