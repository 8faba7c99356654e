package dev.switchboard.wire.anthropic.chat;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.anthropic.format.Refusals;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages as this format has them: system text apart, then user and assistant in turn.
 *
 * @param system what is said before all messages
 */
record Conversation(List<Turn.Piece> system, List<Turn> turns) {
    /** Copies the lists. */
    Conversation {
        system = List.copyOf(system);
        turns = List.copyOf(turns);
    }

    static Conversation of(List<Message> messages, ModelTraits model, Changes changes) {
        return new Builder(messages, model, changes).build();
    }

    /**
     * Whether the model is in the middle of using tools and its last message does not begin with reasoning: with a budget for
     * thinking, such a request is refused.
     */
    boolean continuesToolUseWithoutThinking() {
        for (Turn turn : turns.reversed()) {
            if (turn.role().equals(Turn.ASSISTANT)) {
                return turn.has(Block.ToolUse.class)
                        && turns.getLast().has(Block.ToolResult.class)
                        && !turn.beginsWithThinking();
            }
        }
        return false;
    }

    private static final class Builder {
        private final List<Message> messages;
        private final ModelTraits model;
        private final Changes changes;
        private final Blocks blocks;
        private final List<Turn.Piece> system = new ArrayList<>();
        private final List<Turn> turns = new ArrayList<>();

        Builder(List<Message> messages, ModelTraits model, Changes changes) {
            this.messages = messages;
            this.model = model;
            this.changes = changes;
            this.blocks = new Blocks(changes);
        }

        Conversation build() {
            for (int i = 0; i < messages.size(); i++) {
                Message message = messages.get(i);
                String path = "messages[" + i + "]";
                List<Turn.Piece> pieces = blocks.pieces(message, path);
                switch (message.role()) {
                    case SYSTEM, DEVELOPER -> system(i, pieces, path);
                    case USER, TOOL -> say(Turn.USER, pieces);
                    case ASSISTANT -> say(Turn.ASSISTANT, pieces);
                }
            }
            if (turns.isEmpty() && !system.isEmpty()) {
                changes.changed("messages", "system text alone is no conversation here; it is sent as the user's");
                return new Conversation(List.of(), List.of(new Turn(Turn.USER, system)));
            }
            return new Conversation(system, turns);
        }

        private void system(int index, List<Turn.Piece> pieces, String path) {
            if (pieces.stream().anyMatch(piece -> !(piece.block() instanceof Block.Text))) {
                throw Refusals.unsupported(path, "system messages hold only text here; say the rest as the user.");
            }
            if (turns.isEmpty()) {
                system.addAll(pieces);
            } else if (model.takesSystemMessages() && mayStandHere(index)) {
                say(Turn.SYSTEM, pieces);
            } else if (!pieces.isEmpty()) {
                changes.changed(path, "a system message at this place is sent as user text");
                say(Turn.USER, pieces);
            }
        }

        /** Only behind the user and before the model's answer. */
        private boolean mayStandHere(int index) {
            if (turns.getLast().role().equals(Turn.ASSISTANT)) {
                return false;
            }
            return messages.stream()
                    .skip(index + 1L)
                    .map(Message::role)
                    .filter(role -> role != Role.SYSTEM && role != Role.DEVELOPER)
                    .findFirst()
                    .map(Role.ASSISTANT::equals)
                    .orElse(true);
        }

        /** What one side says in a row is one message. */
        private void say(String role, List<Turn.Piece> pieces) {
            if (pieces.isEmpty()) {
                return;
            }
            if (!turns.isEmpty() && turns.getLast().role().equals(role)) {
                List<Turn.Piece> all = new ArrayList<>(turns.removeLast().pieces());
                all.addAll(pieces);
                turns.add(new Turn(role, all));
            } else {
                turns.add(new Turn(role, pieces));
            }
        }
    }
}
