package ${package};

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Optional;

/** One streamed reply: {@code {"id": ...}}, then {@code {"text": ...}} any number of times, then {@code {"end": ...}}. */
final class ${name}Decoder implements StreamDecoder<ChatEvent> {
    private boolean ended;

    @Override
    public List<ChatEvent> decode(UpstreamEvent event) {
        if (event.data().isEmpty()) {
            return List.of(); // a comment
        }
        JsonValue json = ${name}Wire.parse(event.data());
        if (json.string("id").isPresent()) {
            return List.of(
                    new ChatEvent.Started(
                            ${name}Wire.text(json, "id"),
                            ${name}Wire.text(json, "model"),
                            ${name}Wire.created(json),
                            Extras.NONE),
                    new ChatEvent.BlockStarted(0, 0, new Block.Text("")));
        }
        if (json.string("end").isPresent()) {
            ended = true;
            return List.of(
                    new ChatEvent.BlockStopped(0, 0),
                    new ChatEvent.Stopped(0, ${name}Wire.stopReason(json), Optional.empty()),
                    new ChatEvent.UsageReported(${name}Wire.usage(json)));
        }
        return List.of(new ChatEvent.BlockDelta(0, 0, new ChatEvent.Delta.Text(${name}Wire.text(json, "text"))));
    }

    @Override
    public List<ChatEvent> end() {
        if (!ended) {
            throw GatewayException.of(ErrorKind.UPSTREAM, "the stream ended before the reply did");
        }
        return List.of();
    }
}
