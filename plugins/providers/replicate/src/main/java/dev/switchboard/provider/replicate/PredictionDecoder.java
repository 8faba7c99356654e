package dev.switchboard.provider.replicate;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.wire.Extras;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the events of a stream from a prediction that came whole, in one line. */
final class PredictionDecoder implements StreamDecoder<ChatEvent> {
    private boolean complete;

    @Override
    public List<ChatEvent> decode(UpstreamEvent event) {
        if (event.data().isEmpty()) {
            return List.of();
        }
        Prediction prediction = Prediction.read(event.data());
        ChatResponse response = ChatTranslator.response(prediction);
        List<ChatEvent> events = new ArrayList<>();
        events.add(new ChatEvent.Started(response.id(), response.model(), response.created(), Extras.NONE));
        events.add(new ChatEvent.BlockStarted(0, 0, new Block.Text("")));
        prediction.outputs().forEach(text -> events.add(new ChatEvent.BlockDelta(0, 0, new Delta.Text(text))));
        events.add(new ChatEvent.BlockStopped(0, 0));
        events.add(new ChatEvent.Stopped(0, response.choices().getFirst().stopReason(), Optional.empty()));
        events.add(new ChatEvent.UsageReported(response.usage()));
        complete = true;
        return events;
    }

    @Override
    public List<ChatEvent> end() {
        if (!complete) {
            throw GatewayException.of(ErrorKind.UPSTREAM, "the upstream's reply ended before the prediction");
        }
        return List.of();
    }
}
