package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Usage;
import org.jspecify.annotations.Nullable;

/** Writes a streamed text completion. */
final class CompletionStreamEncoder implements StreamEncoder<ChatEvent> {
    private final ChunkWriter chunks = new ChunkWriter("text_completion", "cmpl-");
    private final boolean usageRequested;
    private Usage usage = Usage.none();

    CompletionStreamEncoder(boolean usageRequested) {
        this.usageRequested = usageRequested;
    }

    @Override
    public Headers headers() {
        return ChunkWriter.HEADERS;
    }

    @Override
    public Bytes encode(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Started started -> {
                chunks.start(started);
                yield Bytes.empty();
            }
            case ChatEvent.BlockStarted start
            when start.block() instanceof Block.Text text -> text(start.choice(), text.text());
            case ChatEvent.BlockStarted start
            when start.block() instanceof Block.Refusal refusal -> text(start.choice(), refusal.text());
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
            default -> Bytes.empty();
        };
    }

    private Bytes text(int choice, String text) {
        return text.isEmpty() ? Bytes.empty() : choice(choice, text, null);
    }

    private Bytes choice(int index, String text, @Nullable String finishReason) {
        return chunks.chunk(json -> {
            json.writeStartObject();
            json.writeStringProperty("text", text);
            json.writeNumberProperty("index", index);
            json.writeNullProperty("logprobs");
            json.writeStringProperty("finish_reason", finishReason);
            json.writeEndObject();
        });
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
