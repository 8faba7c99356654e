package dev.switchboard.wire.gemini.chat;

import static dev.switchboard.spi.chat.ChatParameter.*;

import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.chat.ChatSupport.Handling;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.gemini.GeminiConnection.Service;

/** What becomes of each parameter of a chat. */
public final class Support {
    private static final ChatSupport GEMINI_API = ChatSupport.builder(Wire.GEMINI_GENERATE)
            .natively(
                    MAX_TOKENS,
                    TEMPERATURE,
                    TOP_P,
                    TOP_K,
                    FREQUENCY_PENALTY,
                    PRESENCE_PENALTY,
                    SEED,
                    STOP,
                    N,
                    LOGPROBS,
                    TOOLS,
                    TOOL_CHOICE,
                    MODALITIES,
                    THINKING,
                    IMAGES,
                    IMAGE_URLS,
                    AUDIO,
                    VIDEO,
                    DOCUMENTS,
                    DOCUMENT_URLS,
                    STORED_FILES,
                    TOOL_RESULT_MEDIA)
            .mapped(JSON_OBJECT, JSON_SCHEMA, REASONING)
            .mapped(SERVICE_TIER)
            .dropped(PARALLEL_TOOL_CALLS, USER, METADATA, PROMPT_CACHE_KEY, CACHE_MARKS, MESSAGE_NAMES)
            .refused(CUSTOM_TOOLS)
            .build();

    /** Vertex AI has labels. */
    private static final ChatSupport VERTEX =
            GEMINI_API.with(Handling.MAPPED, METADATA).with(Handling.DROPPED, SERVICE_TIER);

    private Support() {}

    /** The row of a service. */
    public static ChatSupport of(Service service) {
        return service == Service.VERTEX ? VERTEX : GEMINI_API;
    }
}
