package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings blocks that may overlap into the sequence this format demands: one after the other, numbered without gaps. The oldest
 * open block is written as it grows, what comes of the others waits for its turn.
 */
final class BlockSequence {
    private final Changes changes;
    /** By canonical index, in the order of their starts. */
    private final Map<Integer, Waiting> blocks = new LinkedHashMap<>();

    private int written;

    BlockSequence(Changes changes) {
        this.changes = changes;
    }

    private static final class Waiting {
        private final StreamedBlock block;
        private final List<JsonText> deltas = new ArrayList<>();
        private int index = -1;
        private boolean stopped;

        Waiting(StreamedBlock block) {
            this.block = block;
            block.firstDelta().ifPresent(deltas::add);
        }
    }

    Bytes start(ChatEvent.BlockStarted event) {
        StreamedBlock block = new StreamedBlock(event.block(), changes);
        if (block.beginning().isPresent()) {
            blocks.put(event.index(), new Waiting(block));
        }
        return advance();
    }

    Bytes grow(ChatEvent.BlockDelta event) {
        Waiting waiting = blocks.get(event.index());
        if (waiting == null) {
            return Bytes.empty();
        }
        waiting.block.delta(event.delta()).ifPresent(waiting.deltas::add);
        return advance();
    }

    Bytes stop(int index) {
        Waiting waiting = blocks.get(index);
        if (waiting == null) {
            return Bytes.empty();
        }
        waiting.stopped = true;
        return advance();
    }

    /** Ends what was left open. */
    Bytes finish() {
        blocks.values().forEach(waiting -> waiting.stopped = true);
        return advance();
    }

    private Bytes advance() {
        List<Bytes> events = new ArrayList<>();
        while (!blocks.isEmpty()) {
            Map.Entry<Integer, Waiting> oldest = blocks.entrySet().iterator().next();
            write(oldest.getValue(), events);
            if (!oldest.getValue().stopped) {
                break;
            }
            blocks.remove(oldest.getKey());
        }
        return Bytes.concat(events.toArray(Bytes[]::new));
    }

    private void write(Waiting waiting, List<Bytes> events) {
        if (waiting.index < 0) {
            waiting.index = written++;
            JsonText beginning = waiting.block.beginning().orElseThrow();
            events.add(
                    Events.block("content_block_start", waiting.index, json -> json.raw("content_block", beginning)));
        }
        waiting.deltas.forEach(delta -> events.add(delta(waiting.index, delta)));
        waiting.deltas.clear();
        if (waiting.stopped) {
            waiting.block.lastDelta().ifPresent(delta -> events.add(delta(waiting.index, delta)));
            events.add(Events.block("content_block_stop", waiting.index, json -> {}));
            waiting.block.follower().ifPresent(follower -> whole(follower, events));
        }
    }

    private void whole(Block block, List<Bytes> events) {
        Waiting complete = new Waiting(new StreamedBlock(block, changes));
        complete.stopped = true;
        write(complete, events);
    }

    private static Bytes delta(int index, JsonText delta) {
        return Events.block("content_block_delta", index, (JsonWriter json) -> json.raw("delta", delta));
    }
}
