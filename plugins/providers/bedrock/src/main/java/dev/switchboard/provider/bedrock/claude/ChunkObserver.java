package dev.switchboard.provider.bedrock.claude;

import dev.switchboard.provider.bedrock.reply.ErrorReader;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import java.util.Optional;

/** Watches the events within the frames, and hands the caller those instead of the frames. */
final class ChunkObserver implements RelayObserver {
    private static final Bytes COMMENT = Bytes.utf8(":\n\n");

    private final RelayObserver within;
    private Bytes relayed = COMMENT;

    /** @param within watches Anthropic's own events */
    ChunkObserver(RelayObserver within) {
        this.within = within;
    }

    @Override
    public Observation observe(UpstreamEvent frame) {
        Optional<Observation> failure = ErrorReader.inStream(frame).map(Observation::failure);
        if (failure.isPresent()) {
            relayed = Bytes.empty();
            return failure.get();
        }
        if (!frame.name().equals(Chunks.NAME)) {
            relayed = COMMENT;
            return Observation.OTHER;
        }
        try {
            UpstreamEvent event = Chunks.unwrap(frame);
            relayed = event.raw();
            return within.observe(event);
        } catch (GatewayException e) {
            relayed = Bytes.empty();
            return Observation.failure(e.error());
        }
    }

    @Override
    public Bytes relayed(UpstreamEvent frame) {
        return relayed;
    }

    @Override
    public Headers headers(Headers upstream) {
        return upstream.toBuilder()
                .set("content-type", "text/event-stream; charset=utf-8")
                .set("cache-control", "no-cache")
                .build();
    }

    @Override
    public boolean complete() {
        return within.complete();
    }

    @Override
    public Optional<Usage> usage(UpstreamReply reply) {
        return within.usage(reply);
    }
}
