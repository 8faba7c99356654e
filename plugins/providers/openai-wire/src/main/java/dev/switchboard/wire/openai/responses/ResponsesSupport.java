package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Quirks;
import java.util.Arrays;
import java.util.Set;

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

    /** The row for one model: what reasoning models do not take is left out here as in chat completions. */
    static ChatSupport of(Quirks quirks, String model) {
        Set<String> dropped = quirks.forModel(model).drop();
        ChatParameter[] parameters = Arrays.stream(ChatParameter.values())
                .filter(parameter -> dropped.contains(parameter.field()))
                .filter(parameter -> SUPPORT.of(parameter) == ChatSupport.Handling.NATIVE)
                .toArray(ChatParameter[]::new);
        return parameters.length == 0 ? SUPPORT : SUPPORT.with(ChatSupport.Handling.DROPPED, parameters);
    }
}
