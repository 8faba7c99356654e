package dev.switchboard.accounts.pricing.tokens;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Families of tokenizers. OpenAI's are public and counted exactly. The others are not, or are not at hand; their count is that of
 * {@code o200k_base} times a factor, in percent.
 */
enum Family {
    /** GPT-4o and what came after it. */
    O200K(100),
    /** GPT-4, GPT-3.5 and the embeddings of their time. */
    CL100K(100),
    /** Claude: Anthropic's counts of English text and code lie about a sixth above OpenAI's. */
    CLAUDE(116),
    /** Gemini, about as many as OpenAI's. */
    GEMINI(102),
    /** Everything else: Llama, Mistral, Qwen, DeepSeek and others with vocabularies of 100,000 tokens and more. */
    OTHER(108);

    private static final Pattern CL100K_NAMES =
            Pattern.compile("(.*/)?(gpt-4(-.*)?|gpt-3\\.5.*|gpt-35.*|text-embedding-(ada|3).*)");
    private static final Pattern O200K_NAMES =
            Pattern.compile("(.*[/.])?(gpt-(4o|4\\.|[5-9]|oss|image|audio|realtime).*|chatgpt.*|codex.*|o[0-9](-.*)?)");

    private final int percent;

    Family(int percent) {
        this.percent = percent;
    }

    /** How many tokens stand for 100 of the tokenizer that is used. */
    int percent() {
        return percent;
    }

    static Family of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        if (name.contains("claude")) {
            return CLAUDE;
        } else if (name.contains("gemini") || name.contains("gemma")) {
            return GEMINI;
        } else if (CL100K_NAMES.matcher(name).matches()) {
            return CL100K;
        }
        return O200K_NAMES.matcher(name).matches() ? O200K : OTHER;
    }
}
