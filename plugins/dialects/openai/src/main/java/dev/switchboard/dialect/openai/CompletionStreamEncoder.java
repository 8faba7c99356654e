package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Changes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a streamed text completion. */
final class CompletionStreamEncoder implements StreamEncoder<ChatEvent> {
    private final ChunkWriter chunks = new ChunkWriter("text_completion", "cmpl-");
    private final boolean usageRequested;
    private final Changes changes;
    private Usage usage = Usage.none();

    CompletionStreamEncoder(boolean usageRequested, Changes changes) {
        this.usageRequested = usageRequested;
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
            case ChatEvent.BlockStarted start -> text(start.choice(), CompletionWriter.textOf(start.block(), changes));
            case ChatEvent.BlockDelta delta
            when delta.delta() instanceof Delta.Text text -> text(delta.choice(), text.text());
            case ChatEvent.BlockDelta delta
            when delta.delta() instanceof Delta.Refusal refusal -> text(delta.choice(), refusal.text());
            case ChatEvent.Stopped stop -> choice(stop.choice(), "", Envelope.finishReason(stop.reason(), false));
            case ChatEvent.UsageReported report -> {
                usage = report.total();
                yield Bytes.empty();
            }
            case ChatEvent.Failed failed -> error(failed.error());
            case ChatEvent.Foreign foreign -> {
                changes.foreign(foreign.family(), foreign.json());
                yield Bytes.empty();
            }
            default -> Bytes.empty();
        };
    }

    private Bytes text(int choice, String text) {
        return text.isEmpty() ? Bytes.empty() : choice(choice, text, null);
    }

    private Bytes choice(int index, String text, @Nullable String finishReason) {
        JsonWriter json = new JsonWriter().object().string("text", text).integer("index", index);
        json.nil("logprobs").stringOrNull("finish_reason", Optional.ofNullable(finishReason));
        return chunks.chunk(json.endObject());
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
