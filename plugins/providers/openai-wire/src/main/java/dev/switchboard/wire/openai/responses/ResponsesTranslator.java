package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.reply.ErrorReader;

/** Canonical chat to responses and back. */
public final class ResponsesTranslator implements Translator<ChatRequest, ChatResponse, ChatEvent> {
    /** What becomes of each parameter. */
    public static final ChatSupport SUPPORT = ResponsesSupport.SUPPORT;

    private final Encoding encoding;

    /** Translates for one path, such as {@code /responses}. */
    public ResponsesTranslator(Connection connection, String path) {
        encoding = new Encoding(connection, path);
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        return encoding.encode(request, target, RequestWriter::write);
    }

    @Override
    public ChatResponse decode(UpstreamReply reply) {
        return ReplyReader.read(reply.body());
    }

    @Override
    public StreamDecoder<ChatEvent> decoder() {
        return new EventReader();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
