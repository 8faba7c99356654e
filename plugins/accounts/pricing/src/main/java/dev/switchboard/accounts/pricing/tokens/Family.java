package dev.switchboard.accounts.pricing.tokens;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Families of tokenizers. OpenAI's are published and counted exactly. The others are not at hand: their factors on the count of
 * {@code o200k_base} are assumptions, neither measured nor published by their makers, and good for an estimate only.
 */
enum Family {
    /** GPT-4o and what came after it: {@code o200k_base}, published. */
    O200K(100),
    /** GPT-4, GPT-3.5 and the embeddings of their time: {@code cl100k_base}, published. */
    CL100K(100),
    /** Claude, whose tokenizer is not public: assumed to make a sixth more tokens of a text. */
    CLAUDE(116),
    /** Gemini and Gemma: assumed to make about as many tokens of a text. */
    GEMINI(102),
    /** Everything else: Llama, Mistral, Qwen, DeepSeek and others. Assumed, for one number cannot be right for all of them. */
    OTHER(108);

    private static final Pattern CL100K_NAMES =
            Pattern.compile("(.*/)?(gpt-4(-.*)?|gpt-3\\.5.*|gpt-35.*|text-embedding-(ada|3).*)");
    private static final Pattern O200K_NAMES =
            Pattern.compile("(.*[/.])?(gpt-(4o|4\\.|[5-9]|oss|image|audio|realtime).*|chatgpt.*|codex.*|o[0-9](-.*)?)");

    private final int percent;

    Family(int percent) {
        this.percent = percent;
    }

    /** How many tokens stand for 100 of the tokenizer that is used; 100 where that is the model's own. */
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
