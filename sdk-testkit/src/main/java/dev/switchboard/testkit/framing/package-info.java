/**
 * The reference for telling the events of a stream apart: {@link dev.switchboard.testkit.framing.ReferenceFraming}
 * reads a whole body at once, plainly rather than fast. Tests feed its events to decoders, and hold incremental framers
 * against it under every {@link dev.switchboard.testkit.http.Chunking}.
 */
@NullMarked
package dev.switchboard.testkit.framing;

import org.jspecify.annotations.NullMarked;
