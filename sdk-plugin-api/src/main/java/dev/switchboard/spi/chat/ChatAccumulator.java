package dev.switchboard.spi.chat;

import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts a stream together: feed it every event, then ask for the whole reply. Checks the grammar of {@link ChatEvent} on
 * the way. Not safe for use by several threads.
 */
public final class ChatAccumulator {
    private final Map<Integer, ChoiceParts> choices = new TreeMap<>();
    private ChatEvent.@Nullable Started started;
    private Usage usage = Usage.none();

    /**
     * Takes the next event.
     *
     * @throws GatewayException      with the error of a {@link ChatEvent.Failed}
     * @throws IllegalStateException if the event may not stand here; the message names the rule
     */
    public ChatAccumulator add(ChatEvent event) {
        if (started == null && !(event instanceof ChatEvent.Started) && !(event instanceof ChatEvent.Failed)) {
            throw new IllegalStateException(event.getClass().getSimpleName() + " before Started");
        }
        switch (event) {
            case ChatEvent.Started start -> start(start);
            case ChatEvent.BlockStarted block -> choice(block.choice()).start(block.index(), block.block());
            case ChatEvent.BlockDelta delta ->
                choice(delta.choice()).open(delta.index()).grow(delta.delta());
            case ChatEvent.BlockStopped stop -> choice(stop.choice()).open(stop.index()).stopped = true;
            case ChatEvent.Stopped stop -> choice(stop.choice()).stop(stop);
            case ChatEvent.ProbabilitiesReported report ->
                choice(report.choice()).probabilities.addAll(report.tokens());
            case ChatEvent.UsageReported report -> usage = report.total();
            case ChatEvent.Failed failed -> throw failed.error().asException();
            case ChatEvent.Foreign ignored -> {
                // belongs to one wire format and is not part of the canonical reply
            }
        }
        return this;
    }

    /**
     * Whether every choice that began has stopped, and at least one did.
     */
    public boolean complete() {
        return !choices.isEmpty() && choices.values().stream().allMatch(choice -> choice.stop != null);
    }

    /**
     * The whole reply.
     *
     * @throws GatewayException of kind {@link ErrorKind#UPSTREAM} if the stream ended before it was complete
     */
    public ChatResponse response() {
        ChatEvent.Started start = started;
        if (start == null || !complete()) {
            throw GatewayException.of(ErrorKind.UPSTREAM, "the upstream's stream ended before the reply was complete");
        }
        List<ChatResponse.Choice> whole = new ArrayList<>();
        choices.forEach((index, parts) -> whole.add(parts.toChoice(index)));
        return new ChatResponse(start.id(), start.model(), start.created(), whole, usage, start.extras());
    }

    private void start(ChatEvent.Started event) {
        if (started != null) {
            throw new IllegalStateException("Started twice");
        }
        started = event;
    }

    private ChoiceParts choice(int index) {
        return choices.computeIfAbsent(index, ignored -> new ChoiceParts());
    }

    private static final class ChoiceParts {
        private final List<BlockParts> blocks = new ArrayList<>();
        private final List<TokenProbability> probabilities = new ArrayList<>();
        private ChatEvent.@Nullable Stopped stop;

        void start(int index, Block block) {
            if (index != blocks.size()) {
                throw new IllegalStateException("block " + index + " started (expected: block " + blocks.size() + ")");
            }
            blocks.add(new BlockParts(block));
        }

        BlockParts open(int index) {
            if (index < 0 || index >= blocks.size() || blocks.get(index).stopped) {
                throw new IllegalStateException("block " + index + " is not open");
            }
            return blocks.get(index);
        }

        void stop(ChatEvent.Stopped event) {
            if (stop != null) {
                throw new IllegalStateException("choice " + event.choice() + " stopped twice");
            }
            stop = event;
        }

        ChatResponse.Choice toChoice(int index) {
            StopReason reason = stop == null ? StopReason.OTHER : stop.reason();
            Optional<String> sequence = stop == null ? Optional.empty() : stop.sequence();
            List<Block> content = blocks.stream().map(BlockParts::toBlock).toList();
            return new ChatResponse.Choice(index, content, reason, sequence, probabilities, Extras.NONE);
        }
    }

    private static final class BlockParts {
        private final Block first;
        private final StringBuilder text = new StringBuilder();
        private final List<Citation> citations = new ArrayList<>();
        private Optional<Signature> signature = Optional.empty();
        private boolean stopped;

        BlockParts(Block first) {
            this.first = first;
            switch (first) {
                case Block.Text block -> {
                    text.append(block.text());
                    citations.addAll(block.citations());
                }
                case Block.Thinking block -> {
                    text.append(block.text());
                    signature = block.signature();
                }
                case Block.ToolUse block -> text.append(block.input());
                case Block.Refusal block -> text.append(block.text());
                default -> {
                    // arrives whole
                }
            }
        }

        void grow(Delta delta) {
            switch (delta) {
                case Delta.Text more when first instanceof Block.Text -> text.append(more.text());
                case Delta.Thinking more when first instanceof Block.Thinking -> text.append(more.text());
                case Delta.Cited cited when first instanceof Block.Text -> citations.add(cited.citation());
                case Delta.Signed whole -> signature = Optional.of(whole.signature());
                case Delta.Input more when first instanceof Block.ToolUse -> text.append(more.fragment());
                case Delta.Refusal more when first instanceof Block.Refusal -> text.append(more.text());
                case Delta.Foreign ignored -> {
                    // belongs to one wire format
                }
                default ->
                    throw new IllegalStateException(delta.getClass().getSimpleName() + " delta in a "
                            + first.getClass().getSimpleName() + " block");
            }
        }

        Block toBlock() {
            String whole = text.toString();
            return switch (first) {
                case Block.Text block -> new Block.Text(whole, citations, signed(block));
                case Block.Thinking block -> new Block.Thinking(whole, signature, block.annotations());
                case Block.ToolUse block ->
                    new Block.ToolUse(block.id(), block.name(), whole, block.kind(), signed(block));
                case Block.Refusal block -> new Block.Refusal(whole, signed(block));
                default -> first;
            };
        }

        private Annotations signed(Block block) {
            return signature.map(block.annotations()::withSignature).orElse(block.annotations());
        }
    }
}
