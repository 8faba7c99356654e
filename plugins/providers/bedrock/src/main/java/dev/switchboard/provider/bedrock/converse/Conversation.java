package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.chat.Annotations.CacheMark;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.anthropic.format.Refusals;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The messages as this format has them: system text apart, then user and assistant in turn. */
final class Conversation {
    private final ModelTraits model;
    private final Changes changes;
    private final List<Turn.Part> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();
    private final Set<String> usedTools = new LinkedHashSet<>();
    private boolean hasToolBlocks;

    private Conversation(ModelTraits model, Changes changes) {
        this.model = model;
        this.changes = changes;
    }

    static Conversation of(List<Message> messages, ModelTraits model, Changes changes) {
        Conversation conversation = new Conversation(model, changes);
        for (int i = 0; i < messages.size(); i++) {
            conversation.add(messages.get(i), "messages[" + i + "]");
        }
        return conversation;
    }

    /** What is said before all messages. */
    List<Turn.Part> system() {
        return system;
    }

    List<Turn> turns() {
        return turns;
    }

    /** Names of tools that were used. */
    Set<String> usedTools() {
        return usedTools;
    }

    /** Whether tools were used or answered: then some must be declared. */
    boolean hasToolBlocks() {
        return hasToolBlocks;
    }

    private void add(Message message, String path) {
        List<Turn.Part> parts = parts(message, path);
        if (parts.isEmpty()) {
            return;
        }
        switch (message.role()) {
            case SYSTEM, DEVELOPER -> addSystem(parts, path);
            case USER, TOOL -> say(Turn.USER, parts);
            case ASSISTANT -> say(Turn.ASSISTANT, parts);
        }
    }

    private void addSystem(List<Turn.Part> parts, String path) {
        if (!parts.stream().allMatch(part -> part.block() instanceof Block.Text)) {
            throw Refusals.unsupported(path, "system messages hold only text here; say the rest as the user.");
        }
        if (turns.isEmpty()) {
            system.addAll(parts);
        } else {
            changes.changed(path, "a system message at this place is sent as user text");
            say(Turn.USER, parts);
        }
    }

    private void say(String role, List<Turn.Part> parts) {
        if (!turns.isEmpty() && turns.getLast().role().equals(role)) {
            turns.add(turns.removeLast().and(parts));
        } else {
            turns.add(new Turn(role, parts));
        }
    }

    /** A message's own mark stands behind its last block. */
    private List<Turn.Part> parts(Message message, String path) {
        List<Turn.Part> parts = new ArrayList<>();
        for (Block block : message.content()) {
            if (isSayable(block, path)) {
                note(block);
                parts.add(new Turn.Part(block, mark(block)));
            }
        }
        message.annotations()
                .cacheMark()
                .filter(_ -> !parts.isEmpty())
                .ifPresent(mark -> parts.add(new Turn.Part(parts.removeLast().block(), marked(mark))));
        return parts;
    }

    private void note(Block block) {
        if (block instanceof Block.ToolUse use) {
            usedTools.add(use.name());
        }
        hasToolBlocks |= block instanceof Block.ToolUse || block instanceof Block.ToolResult;
    }

    /** The mark of a block, or of the last marked part in the result of a tool, where no mark may stand. */
    private Optional<CacheMark> mark(Block block) {
        Optional<CacheMark> own = block.annotations().cacheMark();
        if (own.isEmpty() && block instanceof Block.ToolResult result) {
            own = result.content().reversed().stream()
                    .flatMap(part -> part.annotations().cacheMark().stream())
                    .findFirst();
        }
        return own.flatMap(this::marked);
    }

    private Optional<CacheMark> marked(CacheMark mark) {
        return Optional.of(mark).filter(_ -> model.takesCacheMarks());
    }

    /** Empty text is refused, and reasoning that was not signed as well. */
    private boolean isSayable(Block block, String path) {
        return switch (block) {
            case Block.Text text -> !text.content().isBlank();
            case Block.Refusal refusal -> !refusal.text().isBlank();
            case Block.Thinking thinking -> mayGoBack(thinking.signature(), path);
            case Block.RedactedThinking redacted -> mayGoBack(Optional.of(redacted.data()), path);
            case Block.Foreign foreign
            when !foreign.family().equals(ConverseTranslator.FAMILY) -> throw foreign(path, foreign);
            default -> true;
        };
    }

    private static GatewayException foreign(String path, Block.Foreign foreign) {
        return Refusals.unsupported(
                path, "only providers of the format " + foreign.family() + " understand a part of it.");
    }

    private boolean mayGoBack(Optional<Signature> signature, String path) {
        boolean own = signature
                .filter(each -> each.family().equals(ConverseTranslator.FAMILY)
                        || each.family().equals(ConverseTranslator.CLAUDE) && model.takesSignedReasoning())
                .filter(each -> !each.value().isEmpty())
                .isPresent();
        if (!own) {
            changes.dropped(path + ".thinking", "the chosen model takes reasoning back only if it signed it itself");
        }
        return own;
    }
}
