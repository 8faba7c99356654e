package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.Observation.Kind;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.reply.EventTypes;
import dev.switchboard.wire.openai.reply.Replies;
import dev.switchboard.wire.openai.reply.StreamMarks;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** Watches one reply whose events have types. Only the last ones, which report usage, and errors are parsed. */
public final class OperationObserver implements RelayObserver {
    private static final byte[] ERROR = "{\"error\":".getBytes(StandardCharsets.US_ASCII);

    private final String lastSuffix;
    private final Function<JsonValue, Usage> usage;
    private boolean complete;
    private boolean failed;

    /**
     * An observer.
     *
     * @param lastSuffix how the type of an event ends that completes the reply, such as {@code .done}; several may come
     * @param usage      what a whole reply, or such an event, says was used
     */
    public OperationObserver(String lastSuffix, Function<JsonValue, Usage> usage) {
        this.lastSuffix = lastSuffix;
        this.usage = usage;
    }

    @Override
    public Observation observe(UpstreamEvent event) {
        Bytes data = event.data();
        if (data.isEmpty()) {
            return Observation.OTHER;
        }
        if (StreamMarks.isEnd(data)) {
            return Observation.END;
        }
        String type = EventTypes.of(event);
        if (type.equals("error") || data.startsWith(ERROR)) {
            failed = true;
            return Observation.failure(ErrorReader.inStream(data));
        }
        if (type.endsWith(lastSuffix)) {
            complete = true;
            return new Observation(Kind.CONTENT, used(data).filter(known -> !known.isNone()), Optional.empty());
        }
        return Observation.CONTENT;
    }

    @Override
    public boolean complete() {
        return complete && !failed;
    }

    @Override
    public Optional<Usage> usage(UpstreamReply reply) {
        reply.requireJson();
        Optional<JsonValue> body = JsonValue.read(reply.body());
        body.ifPresent(Replies::requireSuccess);
        return body.map(usage);
    }

    private Optional<Usage> used(Bytes json) {
        return JsonValue.read(json).map(usage);
    }
}
