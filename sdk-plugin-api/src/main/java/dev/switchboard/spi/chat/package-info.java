/**
 * A conversation turn in the gateway's own form. Content is {@link dev.switchboard.spi.chat.Block}s; what the form does not know
 * rides along verbatim, as extras or as a foreign block with the name of the wire family that understands it.
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="chat"}
 *
 * <p>A streamed reply is a sequence of {@link dev.switchboard.spi.chat.ChatEvent}s with a grammar of its own.
 * {@link dev.switchboard.spi.chat.ChatAccumulator} checks it and puts a reply together;
 * {@link dev.switchboard.spi.chat.ChatEvents} is the way back.
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="stream"}
 *
 * <p>Everything here is immutable and safe to share between threads, but for builders and the accumulator.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.chat;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
