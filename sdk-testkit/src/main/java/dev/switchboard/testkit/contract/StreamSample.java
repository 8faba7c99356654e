package dev.switchboard.testkit.contract;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.testkit.framing.ReferenceFraming;
import java.util.List;

/**
 * A whole and well-formed streamed body of an upstream, best a recorded one.
 *
 * @param framing how its events are told apart
 * @param body every byte of it
 */
public record StreamSample(Framing framing, Bytes body) {

    /** The events of it. */
    List<UpstreamEvent> events() {
        return ReferenceFraming.split(framing, body);
    }
}
