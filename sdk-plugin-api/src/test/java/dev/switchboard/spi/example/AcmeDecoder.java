package dev.switchboard.spi.example;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Optional;

// @start region="decoder"
/** One streamed reply: {@code {"id": ...}}, then {@code {"text": ...}} any number of times, then {@code {"end": ...}}. */
final class AcmeDecoder implements StreamDecoder<ChatEvent> {
    private boolean ended;

    @Override
    public List<ChatEvent> decode(UpstreamEvent event) {
        if (event.data().isEmpty()) {
            return List.of(); // a comment
        }
        JsonDocument json = AcmeWire.parse(event.data());
        if (json.has("id")) {
            return List.of(started(json), new ChatEvent.BlockStarted(0, 0, new Block.Text("")));
        }
        if (json.has("end")) {
            ended = true;
            return List.of(
                    new ChatEvent.BlockStopped(0, 0),
                    new ChatEvent.Stopped(0, AcmeWire.stopReason(json), Optional.empty()),
                    new ChatEvent.UsageReported(AcmeWire.usage(json)));
        }
        return List.of(new ChatEvent.BlockDelta(0, 0, new ChatEvent.Delta.Text(AcmeWire.string(json, "text"))));
    }

    @Override
    public List<ChatEvent> end() {
        if (!ended) {
            throw GatewayException.of(ErrorKind.UPSTREAM, "Acme's stream ended before its reply did");
        }
        return List.of();
    }

    private static ChatEvent started(JsonDocument json) {
        return new ChatEvent.Started(
                AcmeWire.string(json, "id"), AcmeWire.string(json, "model"), AcmeWire.created(json), Extras.NONE);
    }
}
// @end
