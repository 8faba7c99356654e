package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.provider.bedrock.ModelName;
import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.chat.ChatSupport.Handling;

/**
 * What differs between models that are all called in this format. A name that tells nothing counts as a model that takes all.
 *
 * <p>Sources: "Supported models and model features", "Prompt caching" and the pages of the makers in the Bedrock user guide, the
 * Nova user guides.
 */
record ModelTraits(ModelName name) {
    static ModelTraits of(String model) {
        return new ModelTraits(ModelName.of(model));
    }

    /** How a model is asked to think. */
    enum Thinking {
        /** By {@code thinking} with a budget. */
        CLAUDE,
        /** By {@code reasoningConfig} with an effort. */
        NOVA,
        /** By {@code reasoning_effort}. */
        GPT,
        /** Not at all: it thinks or it does not. */
        NONE
    }

    Thinking thinking() {
        if (name.isClaude()) {
            return Thinking.CLAUDE;
        }
        if (name.base().startsWith("amazon.nova-2")) {
            return Thinking.NOVA;
        }
        return name.vendor().equals("openai") ? Thinking.GPT : Thinking.NONE;
    }

    /** What becomes of each parameter. */
    ChatSupport support(ChatSupport usual) {
        ChatSupport own = usual;
        if (thinking() != Thinking.NONE) {
            own = own.with(Handling.MAPPED, ChatParameter.REASONING);
        }
        if (name.isClaude() || isNova()) {
            own = own.with(Handling.MAPPED, ChatParameter.TOP_K);
        }
        if (!takesCacheMarks()) {
            own = own.with(Handling.DROPPED, ChatParameter.CACHE_MARKS);
        }
        return own;
    }

    boolean isNova() {
        return name.base().startsWith("amazon.nova");
    }

    boolean takesCacheMarks() {
        return name.isClaude() || isNova() || name.isUnknown();
    }

    /** Whether reasoning that Anthropic signed may go back. */
    boolean takesSignedReasoning() {
        return name.isClaude() || name.isUnknown();
    }
}
