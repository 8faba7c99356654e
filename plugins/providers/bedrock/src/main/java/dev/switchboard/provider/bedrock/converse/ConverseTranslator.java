package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.provider.bedrock.RuntimeApi;
import dev.switchboard.provider.bedrock.reply.ErrorReader;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

/** Canonical chat to {@code Converse} and {@code ConverseStream}, and back. */
public final class ConverseTranslator implements Translator<ChatRequest, ChatResponse, ChatEvent> {
    /** The family of this format's foreign blocks and events, and of reasoning that only Bedrock can read. */
    static final String FAMILY = "bedrock";

    /** The family of Claude's signatures, which are good wherever Claude runs. */
    static final String CLAUDE = "anthropic";

    /** The format itself. */
    static final Wire WIRE = new Wire("bedrock.converse");

    /** What becomes of each parameter; single models know more or less, of which the caller is told. */
    public static final ChatSupport SUPPORT = ChatSupport.builder(WIRE)
            .natively(
                    ChatParameter.MAX_TOKENS,
                    ChatParameter.TEMPERATURE,
                    ChatParameter.TOP_P,
                    ChatParameter.STOP,
                    ChatParameter.JSON_SCHEMA,
                    ChatParameter.TOOLS,
                    ChatParameter.TOOL_CHOICE,
                    ChatParameter.CACHE_MARKS,
                    ChatParameter.THINKING,
                    ChatParameter.SERVICE_TIER,
                    ChatParameter.METADATA,
                    ChatParameter.IMAGES,
                    ChatParameter.DOCUMENTS,
                    ChatParameter.TOOL_RESULT_MEDIA)
            .mapped(ChatParameter.JSON_OBJECT)
            .dropped(
                    ChatParameter.TOP_K,
                    ChatParameter.REASONING,
                    ChatParameter.FREQUENCY_PENALTY,
                    ChatParameter.PRESENCE_PENALTY,
                    ChatParameter.SEED,
                    ChatParameter.LOGPROBS,
                    ChatParameter.PARALLEL_TOOL_CALLS,
                    ChatParameter.USER,
                    ChatParameter.PROMPT_CACHE_KEY,
                    ChatParameter.MESSAGE_NAMES)
            .refused(
                    ChatParameter.N,
                    ChatParameter.CUSTOM_TOOLS,
                    ChatParameter.MODALITIES,
                    ChatParameter.IMAGE_URLS,
                    ChatParameter.DOCUMENT_URLS,
                    ChatParameter.STORED_FILES,
                    ChatParameter.AUDIO,
                    ChatParameter.VIDEO)
            .build();

    private static final ChatRequest NOTHING_ASKED =
            ChatRequest.builder("", List.of()).build();

    private final RuntimeApi runtime;

    /** Translates for that runtime. */
    public ConverseTranslator(RuntimeApi runtime) {
        this.runtime = runtime;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        Changes changes = new Changes();
        RequestWriter writer = new RequestWriter(ModelTraits.of(target.model()), runtime.guardrail(), changes);
        return new UpstreamRequest(
                        "POST",
                        runtime.url(target.model(), request.stream() ? "converse-stream" : "converse"),
                        runtime.jsonHeaders(),
                        writer.write(request).bytes(),
                        Framing.AWS_EVENT_STREAM)
                .withChanges(changes.list());
    }

    @Override
    public ChatResponse decode(UpstreamReply reply) {
        return decode(reply, NOTHING_ASKED);
    }

    @Override
    public ChatResponse decode(UpstreamReply reply, ChatRequest request) {
        return ReplyReader.read(reply, request);
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
