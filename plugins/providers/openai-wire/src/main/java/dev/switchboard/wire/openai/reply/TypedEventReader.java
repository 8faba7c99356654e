package dev.switchboard.wire.openai.reply;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.List;

/** Reads a stream of events that have a type, one of which says that the reply is complete. */
public abstract class TypedEventReader<E extends StreamEvent> implements StreamDecoder<E> {
    private final String wanted;
    private boolean complete;

    /** A reader. @param wanted what the stream must bring before it ends, for the message if it does not */
    protected TypedEventReader(String wanted) {
        this.wanted = wanted;
    }

    /** Reads an event that is no error. */
    protected abstract List<E> read(String type, JsonValue event);

    /** Makes the event that stands for a failure. */
    protected abstract E failed(GatewayError error);

    /** Notes that the reply is complete. */
    protected final void complete() {
        complete = true;
    }

    @Override
    public final List<E> decode(UpstreamEvent event) {
        if (event.data().isEmpty() || StreamMarks.isEnd(event.data())) {
            return List.of();
        }
        String type = EventTypes.of(event);
        if (type.equals("error")) {
            return List.of(failed(ErrorReader.inStream(event.data())));
        }
        JsonValue json = JsonValue.read(event.data()).orElseThrow(() -> Replies.unexpected("an event of JSON"));
        return json.get("error").isNull() ? read(type, json) : List.of(failed(ErrorReader.inReply(json)));
    }

    @Override
    public final List<E> end() {
        if (!complete) {
            throw GatewayException.of(ErrorKind.UPSTREAM, "the upstream's stream ended before " + wanted);
        }
        return List.of();
    }
}
