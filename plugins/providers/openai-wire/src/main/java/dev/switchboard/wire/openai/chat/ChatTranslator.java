package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.reply.ErrorReader;
import java.util.Optional;

/** Canonical chat to chat completions and back. */
public final class ChatTranslator implements Translator<ChatRequest, ChatResponse, ChatEvent> {
    private final Connection connection;
    private final String path;

    /** Translates for one path, such as {@code /chat/completions}. */
    public ChatTranslator(Connection connection, String path) {
        this.connection = connection;
        this.path = path;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        return UpstreamRequest.post(
                connection.url(path, Optional.empty()),
                connection.jsonHeaders(),
                new RequestWriter(connection.quirks()).write(request, target.model()));
    }

    @Override
    public ChatResponse decode(UpstreamReply reply) {
        return ReplyReader.read(reply.body());
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
