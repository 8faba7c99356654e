package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.wire.Wire;

/** What becomes of each parameter of a chat on its way to a response. */
final class ResponsesSupport {
    static final ChatSupport SUPPORT = ChatSupport.builder(Wire.OPENAI_RESPONSES)
            .natively(
                    ChatParameter.MAX_TOKENS,
                    ChatParameter.TEMPERATURE,
                    ChatParameter.TOP_P,
                    ChatParameter.LOGPROBS,
                    ChatParameter.JSON_OBJECT,
                    ChatParameter.JSON_SCHEMA,
                    ChatParameter.TOOLS,
                    ChatParameter.CUSTOM_TOOLS,
                    ChatParameter.TOOL_CHOICE,
                    ChatParameter.PARALLEL_TOOL_CALLS,
                    ChatParameter.USER,
                    ChatParameter.METADATA,
                    ChatParameter.SERVICE_TIER,
                    ChatParameter.PROMPT_CACHE_KEY,
                    ChatParameter.THINKING,
                    ChatParameter.IMAGES,
                    ChatParameter.IMAGE_URLS,
                    ChatParameter.AUDIO,
                    ChatParameter.DOCUMENTS,
                    ChatParameter.DOCUMENT_URLS,
                    ChatParameter.STORED_FILES,
                    ChatParameter.TOOL_RESULT_MEDIA)
            .mapped(ChatParameter.REASONING)
            .dropped(
                    ChatParameter.TOP_K,
                    ChatParameter.FREQUENCY_PENALTY,
                    ChatParameter.PRESENCE_PENALTY,
                    ChatParameter.SEED,
                    ChatParameter.CACHE_MARKS,
                    ChatParameter.MESSAGE_NAMES)
            .refused(ChatParameter.STOP, ChatParameter.N, ChatParameter.MODALITIES, ChatParameter.VIDEO)
            .build();

    private ResponsesSupport() {}
}
