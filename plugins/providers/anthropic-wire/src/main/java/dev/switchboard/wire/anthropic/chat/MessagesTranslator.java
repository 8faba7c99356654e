package dev.switchboard.wire.anthropic.chat;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.anthropic.Hosting;
import dev.switchboard.wire.anthropic.reply.ErrorReader;
import dev.switchboard.wire.anthropic.reply.ReplyReader;
import dev.switchboard.wire.anthropic.reply.StreamReader;

/** Canonical chat to messages and back. */
public final class MessagesTranslator implements Translator<ChatRequest, ChatResponse, ChatEvent> {
    /** What becomes of each parameter; single models may know less, which the caller is told. */
    public static final ChatSupport SUPPORT = ChatSupport.builder(Wire.ANTHROPIC_MESSAGES)
            .natively(
                    ChatParameter.MAX_TOKENS,
                    ChatParameter.TEMPERATURE,
                    ChatParameter.TOP_P,
                    ChatParameter.TOP_K,
                    ChatParameter.STOP,
                    ChatParameter.JSON_SCHEMA,
                    ChatParameter.TOOLS,
                    ChatParameter.TOOL_CHOICE,
                    ChatParameter.CACHE_MARKS,
                    ChatParameter.THINKING,
                    ChatParameter.IMAGES,
                    ChatParameter.IMAGE_URLS,
                    ChatParameter.DOCUMENTS,
                    ChatParameter.DOCUMENT_URLS,
                    ChatParameter.STORED_FILES,
                    ChatParameter.TOOL_RESULT_MEDIA)
            .mapped(
                    ChatParameter.REASONING,
                    ChatParameter.JSON_OBJECT,
                    ChatParameter.PARALLEL_TOOL_CALLS,
                    ChatParameter.USER,
                    ChatParameter.SERVICE_TIER)
            .dropped(
                    ChatParameter.FREQUENCY_PENALTY,
                    ChatParameter.PRESENCE_PENALTY,
                    ChatParameter.SEED,
                    ChatParameter.LOGPROBS,
                    ChatParameter.METADATA,
                    ChatParameter.PROMPT_CACHE_KEY,
                    ChatParameter.MESSAGE_NAMES)
            .refused(
                    ChatParameter.N,
                    ChatParameter.CUSTOM_TOOLS,
                    ChatParameter.MODALITIES,
                    ChatParameter.AUDIO,
                    ChatParameter.VIDEO)
            .build();

    private final Hosting hosting;

    /** Translates for that host. */
    public MessagesTranslator(Hosting hosting) {
        this.hosting = hosting;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        return new RequestWriter(hosting, Hosting.Call.MESSAGES, target).write(request);
    }

    @Override
    public ChatResponse decode(UpstreamReply reply) {
        return ReplyReader.read(reply.body());
    }

    @Override
    public StreamDecoder<ChatEvent> decoder() {
        return new StreamReader();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
