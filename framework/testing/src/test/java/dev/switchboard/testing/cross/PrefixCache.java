package dev.switchboard.testing.cross;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider's prompt cache: it knows the beginnings of the prompts it has seen, in whole blocks. A prompt is the tools, what
 * the system says, and the messages, in this order.
 */
final class PrefixCache {
    private static final int TOKENS = 1_024;
    private static final int BYTES_PER_TOKEN = 4;
    private static final int BLOCK = TOKENS * BYTES_PER_TOKEN;

    private final List<String> seen = new ArrayList<>();
    private long read;
    private long readable;

    /** Takes a request in a format. */
    void take(ChatFormat format, String request) {
        String prompt = prompt(format, JsonMapper.shared().readTree(request));
        int longest =
                seen.stream().mapToInt(earlier -> common(earlier, prompt)).max().orElse(0);
        read += longest / BLOCK;
        readable += seen.isEmpty() ? 0 : seen.getLast().length() / BLOCK;
        seen.add(prompt);
    }

    /** How many blocks a session could have read in which every prompt only adds to the one before. */
    long readable() {
        return readable;
    }

    /** What it read of them. */
    double share() {
        return (double) read / readable;
    }

    private static int common(String one, String other) {
        int length = 0;
        while (length < one.length() && length < other.length() && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static String prompt(ChatFormat format, JsonNode request) {
        String messages = switch (format) {
            case CHAT, MESSAGES -> "messages";
            case RESPONSES -> "input";
            case GEMINI -> "contents";
        };
        StringBuilder prompt = new StringBuilder(request.path("tools").toString())
                .append(request.path("system"))
                .append(request.path("systemInstruction"))
                .append(request.path("instructions"));
        StreamSupport.stream(request.path(messages).spliterator(), false).forEach(prompt::append);
        return prompt.toString();
    }
}
