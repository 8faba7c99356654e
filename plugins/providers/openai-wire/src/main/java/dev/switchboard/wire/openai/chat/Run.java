package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A block of a stream that grows as long as the server goes on with the same. */
final class Run {
    private final int index;
    private final Class<? extends Block> type;
    private final StringBuilder thought = new StringBuilder();
    private Optional<Signature> signature = Optional.empty();

    /** @param index of the block in its choice */
    Run(int index, Block first) {
        this.index = index;
        this.type = first.getClass();
        if (first instanceof Block.Thinking thinking) {
            thought.append(thinking.text());
            signature = thinking.signature();
        }
    }

    int index() {
        return index;
    }

    boolean isText() {
        return type == Block.Text.class;
    }

    boolean isContinuedBy(Block block) {
        return block.getClass() == type
                && !(block instanceof Block.Thinking thinking
                        && signature.isPresent()
                        && thinking.signature().filter(this::isOfAnother).isPresent());
    }

    /** A list of signed reasoning tells its elements apart; a plain signature ends the reasoning it belongs to. */
    private boolean isOfAnother(Signature next) {
        boolean details = next.family().equals(ReasoningDetail.FAMILY);
        return !details || !ReasoningDetail.isContinued(signature.orElseThrow(), next);
    }

    /** How the block grows. */
    List<Delta> grow(Block more) {
        return switch (more) {
            case Block.Text text -> List.of(new Delta.Text(text.text()));
            case Block.Refusal refusal -> List.of(new Delta.Refusal(refusal.text()));
            case Block.Thinking thinking -> think(thinking);
            default -> throw new IllegalStateException("a run of " + more.getClass());
        };
    }

    /** Some servers repeat the whole text beside its signature. */
    private List<Delta> think(Block.Thinking more) {
        List<Delta> deltas = new ArrayList<>();
        boolean repeated = more.signature().isPresent() && thought.toString().equals(more.text());
        if (!repeated && !more.text().isEmpty()) {
            thought.append(more.text());
            deltas.add(new Delta.Thinking(more.text()));
        }
        more.signature()
                .map(this::joined)
                .filter(next -> !signature.equals(Optional.of(next)))
                .ifPresent(next -> {
                    signature = Optional.of(next);
                    deltas.add(new Delta.Signed(next));
                });
        return deltas;
    }

    private Signature joined(Signature next) {
        return signature.isPresent() && next.family().equals(ReasoningDetail.FAMILY)
                ? ReasoningDetail.joined(signature.get(), next)
                : next;
    }
}
