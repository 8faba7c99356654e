package dev.switchboard.provider.ollama;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.wire.openai.chat.Probabilities;
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.reply.Replies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads streamed chat: lines that each hold the next piece of text or reasoning, or whole tool calls. */
final class ChunkReader implements StreamDecoder<ChatEvent> {
    private @Nullable Instant begun;
    private @Nullable Class<? extends Block> open;
    private int blocks;
    private int tools;
    private boolean done;

    @Override
    public List<ChatEvent> decode(UpstreamEvent event) {
        if (event.data().isEmpty()) {
            return List.of();
        }
        JsonValue json = JsonValue.read(event.data()).orElseThrow(() -> Replies.unexpected("a line of JSON"));
        if (!json.get("error").isNull()) {
            return List.of(new ChatEvent.Failed(ErrorReader.inReply(json)));
        }
        Said said = new Said(json);
        List<ChatEvent> events = new ArrayList<>();
        if (begun == null) {
            begun = said.time();
            events.add(new ChatEvent.Started(said.id(), said.model(), begun, Extras.NONE));
        }
        said.thinking()
                .ifPresent(text -> grow(
                        new Block.Thinking("", Optional.empty(), Annotations.NONE), new Delta.Thinking(text), events));
        said.text().ifPresent(text -> grow(new Block.Text(""), new Delta.Text(text), events));
        said.toolUses(begun, tools).forEach(use -> use(use, events));
        events.addAll(said.unknown());
        List<TokenProbability> probabilities = Probabilities.of(said.probabilities());
        if (!probabilities.isEmpty()) {
            events.add(new ChatEvent.ProbabilitiesReported(0, probabilities));
        }
        if (said.done()) {
            done = true;
            close(events);
            events.add(new ChatEvent.Stopped(0, said.stopReason(tools > 0), Optional.empty()));
            events.add(new ChatEvent.UsageReported(said.usage()));
        }
        return events;
    }

    private void grow(Block start, Delta delta, List<ChatEvent> events) {
        if (open != start.getClass()) {
            close(events);
            open = start.getClass();
            events.add(new ChatEvent.BlockStarted(0, blocks, start));
        }
        events.add(new ChatEvent.BlockDelta(0, blocks, delta));
    }

    private void use(Block.ToolUse use, List<ChatEvent> events) {
        close(events);
        events.add(new ChatEvent.BlockStarted(0, blocks, use));
        events.add(new ChatEvent.BlockStopped(0, blocks));
        blocks++;
        tools++;
    }

    private void close(List<ChatEvent> events) {
        if (open != null) {
            open = null;
            events.add(new ChatEvent.BlockStopped(0, blocks));
            blocks++;
        }
    }

    @Override
    public List<ChatEvent> end() {
        if (!done) {
            throw GatewayException.of(ErrorKind.UPSTREAM, "the upstream's stream ended before the reply was complete");
        }
        return List.of();
    }
}
