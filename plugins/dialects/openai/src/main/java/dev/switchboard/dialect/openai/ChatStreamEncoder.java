package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Changes;
import java.util.HashMap;
import java.util.Map;

/** Writes a streamed chat completion. */
final class ChatStreamEncoder implements StreamEncoder<ChatEvent> {
    private final ChunkWriter chunks = new ChunkWriter("chat.completion.chunk", "chatcmpl-");
    private final Map<Integer, ChoiceEncoder> choices = new HashMap<>();
    private final boolean usageRequested;
    private final boolean legacy;
    private final Changes changes;
    private Usage usage = Usage.none();

    /**
     * An encoder.
     *
     * @param usageRequested whether the caller asked for usage: one that did not would trip over a chunk without choices
     * @param legacy         whether the caller speaks of functions, as before tools
     * @param changes        where to say what has no place in this format
     */
    ChatStreamEncoder(boolean usageRequested, boolean legacy, Changes changes) {
        this.usageRequested = usageRequested;
        this.legacy = legacy;
        this.changes = changes;
    }

    @Override
    public Headers headers() {
        return ChunkWriter.HEADERS;
    }

    @Override
    public Bytes encode(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Started started -> {
                OwnExtras.tellOthers(started.extras(), changes);
                chunks.start(started);
                yield Bytes.empty();
            }
            case ChatEvent.BlockStarted start -> choice(start.choice()).start(start);
            case ChatEvent.BlockDelta delta -> choice(delta.choice()).grow(delta);
            case ChatEvent.BlockStopped stop -> choice(stop.choice()).stop(stop);
            case ChatEvent.ProbabilitiesReported report ->
                choice(report.choice()).probabilities(report.tokens());
            case ChatEvent.Stopped stop -> choice(stop.choice()).finish(stop.reason());
            case ChatEvent.UsageReported report -> {
                usage = report.total();
                yield Bytes.empty();
            }
            case ChatEvent.Failed failed -> error(failed.error());
            case ChatEvent.Foreign own when Foreigners.isOwn(own.family()) -> chunks.foreign(own.json());
            case ChatEvent.Foreign foreign -> {
                changes.foreign(foreign.family(), foreign.json());
                yield Bytes.empty();
            }
            default -> Bytes.empty();
        };
    }

    private ChoiceEncoder choice(int index) {
        return choices.computeIfAbsent(index, number -> new ChoiceEncoder(chunks, number, legacy, changes));
    }

    @Override
    public Bytes end() {
        return usageRequested && !usage.isNone() ? chunks.endWithUsage(usage) : chunks.end();
    }

    @Override
    public Bytes error(GatewayError error) {
        return ChunkWriter.error(error);
    }

    @Override
    public Bytes keepAlive() {
        return ChunkWriter.KEEP_ALIVE;
    }
}
