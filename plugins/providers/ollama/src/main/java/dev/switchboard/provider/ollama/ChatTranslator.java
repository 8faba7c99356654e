package dev.switchboard.provider.ollama;

import static dev.switchboard.spi.chat.ChatParameter.AUDIO;
import static dev.switchboard.spi.chat.ChatParameter.CACHE_MARKS;
import static dev.switchboard.spi.chat.ChatParameter.CUSTOM_TOOLS;
import static dev.switchboard.spi.chat.ChatParameter.DOCUMENTS;
import static dev.switchboard.spi.chat.ChatParameter.DOCUMENT_URLS;
import static dev.switchboard.spi.chat.ChatParameter.FREQUENCY_PENALTY;
import static dev.switchboard.spi.chat.ChatParameter.IMAGES;
import static dev.switchboard.spi.chat.ChatParameter.IMAGE_URLS;
import static dev.switchboard.spi.chat.ChatParameter.JSON_OBJECT;
import static dev.switchboard.spi.chat.ChatParameter.JSON_SCHEMA;
import static dev.switchboard.spi.chat.ChatParameter.LOGPROBS;
import static dev.switchboard.spi.chat.ChatParameter.MAX_TOKENS;
import static dev.switchboard.spi.chat.ChatParameter.MESSAGE_NAMES;
import static dev.switchboard.spi.chat.ChatParameter.METADATA;
import static dev.switchboard.spi.chat.ChatParameter.MODALITIES;
import static dev.switchboard.spi.chat.ChatParameter.N;
import static dev.switchboard.spi.chat.ChatParameter.PARALLEL_TOOL_CALLS;
import static dev.switchboard.spi.chat.ChatParameter.PRESENCE_PENALTY;
import static dev.switchboard.spi.chat.ChatParameter.PROMPT_CACHE_KEY;
import static dev.switchboard.spi.chat.ChatParameter.REASONING;
import static dev.switchboard.spi.chat.ChatParameter.SEED;
import static dev.switchboard.spi.chat.ChatParameter.SERVICE_TIER;
import static dev.switchboard.spi.chat.ChatParameter.STOP;
import static dev.switchboard.spi.chat.ChatParameter.STORED_FILES;
import static dev.switchboard.spi.chat.ChatParameter.TEMPERATURE;
import static dev.switchboard.spi.chat.ChatParameter.THINKING;
import static dev.switchboard.spi.chat.ChatParameter.TOOLS;
import static dev.switchboard.spi.chat.ChatParameter.TOOL_CHOICE;
import static dev.switchboard.spi.chat.ChatParameter.TOOL_RESULT_MEDIA;
import static dev.switchboard.spi.chat.ChatParameter.TOP_K;
import static dev.switchboard.spi.chat.ChatParameter.TOP_P;
import static dev.switchboard.spi.chat.ChatParameter.USER;
import static dev.switchboard.spi.chat.ChatParameter.VIDEO;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.request.OwnMembers;
import java.util.Optional;
import java.util.Set;

/** Canonical chat to {@code POST /api/chat} and back. */
final class ChatTranslator implements Translator<ChatRequest, ChatResponse, ChatEvent> {
    static final String FAMILY = "ollama";

    /** The format, and that of extras that only it understands. */
    static final Wire WIRE = new Wire("ollama.chat");

    static final ChatSupport SUPPORT = ChatSupport.builder(WIRE)
            .natively(MAX_TOKENS, TEMPERATURE, TOP_P, TOP_K, FREQUENCY_PENALTY, PRESENCE_PENALTY, SEED, STOP)
            .natively(LOGPROBS, JSON_OBJECT, JSON_SCHEMA, TOOLS, IMAGES, THINKING)
            .mapped(TOOL_CHOICE, REASONING, TOOL_RESULT_MEDIA)
            .dropped(PARALLEL_TOOL_CALLS, USER, METADATA, SERVICE_TIER, PROMPT_CACHE_KEY, CACHE_MARKS, MESSAGE_NAMES)
            .refused(N, CUSTOM_TOOLS, MODALITIES, IMAGE_URLS, AUDIO, VIDEO, DOCUMENTS, DOCUMENT_URLS, STORED_FILES)
            .build();

    private static final OwnMembers OWN =
            new OwnMembers(WIRE, SUPPORT, Set.of("options", "keep_alive", "think", "format", "truncate", "shift"));

    private final Connection connection;
    private final ModelSettings settings;

    ChatTranslator(Connection connection, ModelSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        Changes changes = new Changes();
        Bytes body = new RequestWriter(settings, changes).write(OWN.split(request, changes), target.model());
        return UpstreamRequest.post(connection.url("/api/chat", Optional.empty()), connection.jsonHeaders(), body)
                .withFraming(Framing.NDJSON)
                .withChanges(changes.list());
    }

    @Override
    public ChatResponse decode(UpstreamReply reply) {
        return Said.whole(reply.body());
    }

    @Override
    public StreamDecoder<ChatEvent> decoder() {
        return new ChunkReader();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
