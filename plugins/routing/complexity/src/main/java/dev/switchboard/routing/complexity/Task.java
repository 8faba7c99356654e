package dev.switchboard.routing.complexity;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import java.util.List;
import java.util.Locale;

/**
 * What a request looks like from outside.
 *
 * @param text       the last message of the user, in lower case
 * @param characters of the whole conversation
 * @param tools      whether tools are offered
 * @param media      whether there are images, audio, video or documents
 */
record Task(String text, int characters, boolean tools, boolean media) {
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int LONGEST = 2_000;
    private static final List<String> CODE = List.of(
            "```",
            "function",
            "class ",
            "def ",
            "select ",
            "import ",
            "python",
            "java",
            "sql",
            "regex",
            "csv",
            "stack trace");
    private static final List<String> REASONING = List.of(
            "prove",
            "step by step",
            "derive",
            "analyze",
            "analyse",
            "trade-off",
            "think through",
            "compare",
            "why ",
            "invariant");
    private static final List<String> TECHNICAL = List.of(
            "algorithm",
            "architecture",
            "distributed",
            "complexity",
            "database",
            "protocol",
            "throughput",
            "index",
            "theorem");
    private static final List<String> STEPS = List.of("first", "then", "finally", "1.", "2.", "3.", "bullet");
    private static final List<String> TASKS =
            List.of("explain", "summarize", "summarise", "write ", "design", "implement");

    static Task of(ChatRequest request) {
        int characters = 0;
        boolean media = false;
        String last = "";
        for (Message message : request.messages()) {
            String text = message.text();
            characters += text.length();
            media |= message.content().stream().anyMatch(Task::isMedia);
            last = message.role() == Role.USER ? text : last;
        }
        return new Task(
                last.toLowerCase(Locale.ROOT), characters, !request.tools().isEmpty(), media);
    }

    private static boolean isMedia(Block block) {
        return block instanceof Block.Image
                || block instanceof Block.Audio
                || block instanceof Block.Video
                || block instanceof Block.Document;
    }

    boolean fits(ComplexityConfig.Rule rule) {
        return (rule.contains().isEmpty()
                        || rule.contains().stream().anyMatch(word -> text.contains(word.toLowerCase(Locale.ROOT))))
                && rule.tokens().orElse(0) <= characters / CHARACTERS_PER_TOKEN
                && rule.tools().orElse(tools) == tools
                && rule.media().orElse(media) == media;
    }

    /** 0 for a greeting, towards 1 for a proof about a page of code. */
    double difficulty() {
        double tokens = (double) characters / CHARACTERS_PER_TOKEN;
        double length = Math.min(1, tokens / LONGEST);
        double score = 0.25 * Math.sqrt(length)
                + 0.14 * some(CODE, 2)
                + 0.35 * some(REASONING, 2)
                + 0.18 * some(TECHNICAL, 2)
                + 0.10 * some(STEPS, 3)
                + 0.24 * some(TASKS, 1)
                + (tools ? 0.1 : 0)
                + (media ? 0.15 : 0);
        return Math.min(1, score);
    }

    /** How many of the words there are, 1 for enough of them. */
    private double some(List<String> words, int enough) {
        long found = words.stream().filter(text::contains).count();
        return Math.min(1, (double) found / enough);
    }
}
