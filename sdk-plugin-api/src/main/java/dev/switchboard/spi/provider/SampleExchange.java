package dev.switchboard.spi.provider;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A call that the gateway takes through a {@link Relay} when it has made the provider: once whole and once streamed, with nobody at
 * either end. So what cannot be loaded or written shows before a version serves, and its first callers do not wait until its
 * classes are loaded. See {@link Abilities.Builder#relay(Wire, Relay, SampleExchange)}.
 *
 * @param request a caller's body, such as callers send often
 * @param reply   an upstream's whole reply to it, with usage
 * @param events  the same reply streamed, to its end
 */
public record SampleExchange(Bytes request, UpstreamReply reply, List<UpstreamEvent> events) {
    private static final Target TARGET = Target.of("sample", "model");
    private static final Headers JSON = Headers.of("content-type", "application/json");

    /** Copies the list. */
    public SampleExchange {
        Objects.requireNonNull(request);
        Objects.requireNonNull(reply);
        events = List.copyOf(events);
    }

    /** An exchange in JSON whose reply has the status 200. */
    public static SampleExchange json(String request, String reply, List<UpstreamEvent> events) {
        return new SampleExchange(Bytes.utf8(request), new UpstreamReply(200, JSON, Bytes.utf8(reply)), events);
    }

    void passThrough(Wire wire, Relay relay) {
        relay.encode(asked(wire, false), TARGET);
        require(wire, relay.observer(asked(wire, false)).usage(reply).isPresent(), "finds no usage in the reply");
        relay.encode(asked(wire, true), TARGET);
        RelayObserver observer = relay.observer(asked(wire, true));
        for (UpstreamEvent event : events) {
            observer.observe(event);
            observer.outputText(event);
            observer.relayed(event);
        }
        require(wire, observer.complete(), "does not see the end of the stream");
    }

    // A body with its notes of changes is used up by one call.
    private RelayRequest asked(Wire wire, boolean stream) {
        return new RelayRequest(
                wire, JSON, Optional.empty(), JsonDocument.parse(request).edit(), stream, stream);
    }

    private static void require(Wire wire, boolean understood, String otherwise) {
        if (!understood) {
            throw new IllegalStateException("the relay of " + wire.name() + " " + otherwise + " of its own sample");
        }
    }
}
