package dev.switchboard.testkit.contract;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Wire;
import java.util.Optional;

/**
 * Shows that a provider relays a wire format.
 *
 * @param wire the format
 * @param request a caller's body, a JSON object with a member {@code model}
 * @param reply a body of a whole reply
 * @param usage what that reply says was used; {@link Usage#none()} if it does not say
 * @param stream a streamed body; empty if this wire has no streams
 * @param upstreamRequest the body that must go out for the caller's; empty if nothing but the model's name may change
 */
public record RelaySample(
        Wire wire,
        Bytes request,
        Bytes reply,
        Usage usage,
        Optional<StreamSample> stream,
        Optional<Bytes> upstreamRequest) {

    /** A wire that is not streamed and whose requests change in nothing but the model's name. */
    public static RelaySample of(Wire wire, String request, String reply, Usage usage) {
        return new RelaySample(wire, Bytes.utf8(request), Bytes.utf8(reply), usage, Optional.empty(), Optional.empty());
    }

    /** The same wire, which can be streamed, too. */
    public RelaySample streamed(Framing framing, String body) {
        return streamed(new StreamSample(framing, Bytes.utf8(body)));
    }

    /** The same wire, which can be streamed, too. */
    public RelaySample streamed(StreamSample body) {
        return new RelaySample(wire, request, reply, usage, Optional.of(body), upstreamRequest);
    }

    /** The same wire, where this upstream demands further changes to the request. */
    public RelaySample sending(String body) {
        return new RelaySample(wire, request, reply, usage, stream, Optional.of(Bytes.utf8(body)));
    }
}
