/**
 * Formats that callers speak. A dialect names its paths and turns bytes into canonical calls and canonical replies into bytes;
 * the pipeline does the rest. A whole one, small:
 *
 * {@snippet class="dev.switchboard.spi.example.PlainDialect" region="dialect"}
 *
 * {@snippet class="dev.switchboard.spi.example.PlainChat" region="endpoint"}
 *
 * <p>{@code read} tells the gateway at once what it must know (model, stream, options) and leaves the rest to be read when
 * somebody asks: a call that is relayed is never parsed further. A {@link dev.switchboard.spi.dialect.Call} that has a JSON
 * body can be relayed; this one has none, so it is always translated.
 *
 * <p>A streamed reply has an encoder of its own, which must make an error visible as one:
 *
 * {@snippet class="dev.switchboard.spi.example.PlainStream" region="encoder"}
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.dialect;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
