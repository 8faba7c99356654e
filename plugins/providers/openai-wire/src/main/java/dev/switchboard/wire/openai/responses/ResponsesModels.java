package dev.switchboard.wire.openai.responses;

import java.util.regex.Pattern;

/**
 * The models that OpenAI serves by responses only, as its model pages say: those for deep research, for the use of a computer
 * and for code in Codex, and the reasoning models of the size {@code pro}.
 */
public final class ResponsesModels {
    private static final Pattern NAMES = Pattern.compile(
            "(.*-deep-research|computer-use-preview|(.*-)?codex|o[0-9]+-pro|gpt-[5-9][0-9.]*-pro)(-.*)?");

    private ResponsesModels() {}

    /** Whether it is one of them. @param model the name at OpenAI */
    public static boolean contains(String model) {
        return NAMES.matcher(model).matches();
    }
}
