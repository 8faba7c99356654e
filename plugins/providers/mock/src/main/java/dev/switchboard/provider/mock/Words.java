package dev.switchboard.provider.mock;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts as the mock model sees them: its tokens are words, each with the white space before it. */
final class Words {
    private static final Pattern TOKEN_START = Pattern.compile("(?<=\\S)(?=\\s)");
    private static final List<String> FILLER =
            List.of("lorem", "ipsum", "dolor", "sit", "amet", "consectetur", "adipiscing", "elit");

    private Words() {}

    /** The tokens; joined, they are the text. */
    static List<String> split(String text) {
        return text.isEmpty() ? List.of() : List.of(TOKEN_START.split(text));
    }

    static long count(String text) {
        return text.isBlank() ? 0 : split(text.strip()).size();
    }

    /** So many words. */
    static String filler(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> FILLER.get(i % FILLER.size()))
                .collect(Collectors.joining(" "));
    }

    /** The text of the last message that is not the model's own, results of tools included. */
    static String lastMessage(ChatRequest request) {
        return request.messages().reversed().stream()
                .filter(message -> message.role() == Role.USER || message.role() == Role.TOOL)
                .findFirst()
                .map(Words::text)
                .orElse("");
    }

    /** All words of a conversation. */
    static long count(ChatRequest request) {
        return request.messages().stream()
                .mapToLong(message -> count(text(message)))
                .sum();
    }

    private static String text(Message message) {
        return message.content().stream().map(Words::text).collect(Collectors.joining("\n"));
    }

    private static String text(Block block) {
        return switch (block) {
            case Block.Text text -> text.text();
            case Block.ToolUse use -> use.name() + " " + use.input();
            case Block.ToolResult result ->
                result.content().stream().map(Words::text).collect(Collectors.joining("\n"));
            default -> "";
        };
    }
}
