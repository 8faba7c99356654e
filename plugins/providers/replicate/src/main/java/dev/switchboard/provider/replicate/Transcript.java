package dev.switchboard.provider.replicate;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.wire.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A conversation as models take it that know a prompt and a system prompt only: what was said by several is one text, with the
 * speaker before each turn.
 *
 * @param system empty for none
 * @param prompt what the user said, or the whole conversation
 */
record Transcript(String system, String prompt) {
    static Transcript of(List<Message> messages, Changes changes) {
        List<String> system = new ArrayList<>();
        List<Message> turns = new ArrayList<>();
        for (Message message : messages) {
            if (message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER) {
                system.add(text(message));
            } else {
                turns.add(message);
            }
        }
        if (turns.size() == 1 && turns.getFirst().role() == Role.USER) {
            return new Transcript(String.join("\n", system), text(turns.getFirst()));
        }
        changes.changed(
                "messages", "the model takes one text; the conversation is one, with the speaker before each turn");
        String spoken = turns.stream()
                .map(turn -> (turn.role() == Role.ASSISTANT ? "Assistant: " : "User: ") + text(turn))
                .collect(Collectors.joining("\n\n"));
        return new Transcript(String.join("\n", system), spoken + "\n\nAssistant:");
    }

    private static String text(Message message) {
        for (Block block : message.content()) {
            boolean thought = block instanceof Block.Thinking || block instanceof Block.RedactedThinking;
            if (!(block instanceof Block.Text) && !thought) {
                throw GatewayException.of(
                        ErrorKind.UNSUPPORTED,
                        "messages: Replicate's models take text; give a model's other inputs in the member \"input\"");
            }
        }
        return message.text();
    }
}
