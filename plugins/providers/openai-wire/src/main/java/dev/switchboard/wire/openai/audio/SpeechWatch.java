package dev.switchboard.wire.openai.audio;

import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.Observation.Kind;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.wire.openai.relay.OperationObserver;
import dev.switchboard.wire.openai.relay.OperationRelay;
import java.util.Optional;

/** Watches relayed speech: events if the caller wants them, else sound, which says nothing of its use. */
public final class SpeechWatch implements OperationRelay.Watch {
    @Override
    public Framing framing(RelayRequest request) {
        return inEvents(request) ? Framing.SSE : Framing.CHUNKS;
    }

    @Override
    public RelayObserver observer(RelayRequest request) {
        if (inEvents(request)) {
            return new OperationObserver(".done", AudioUsage::made);
        }
        String input = request.body().original().string("input").orElse("");
        return new SoundObserver(SpeechTranslator.characters(input.codePointCount(0, input.length())));
    }

    private static boolean inEvents(RelayRequest request) {
        return request.body()
                .original()
                .string("stream_format")
                .filter("sse"::equals)
                .isPresent();
    }

    private static final class SoundObserver implements RelayObserver {
        private final Usage usage;
        private boolean heard;

        SoundObserver(Usage usage) {
            this.usage = usage;
        }

        @Override
        public Observation observe(UpstreamEvent event) {
            if (heard || event.data().isEmpty()) {
                return Observation.CONTENT;
            }
            heard = true;
            return new Observation(Kind.CONTENT, Optional.of(usage), Optional.empty());
        }

        @Override
        public boolean complete() {
            return heard;
        }

        @Override
        public Optional<Usage> usage(UpstreamReply reply) {
            Sound.require(reply);
            return Optional.of(usage);
        }
    }
}
