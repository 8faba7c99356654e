package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.gemini.GeminiConnection;
import dev.switchboard.wire.gemini.reply.ErrorReader;
import java.net.URI;
import java.util.Optional;

/** Canonical chat to {@code generateContent}, or to {@code streamGenerateContent} as server-sent events, and back. */
public final class ChatTranslator implements Translator<ChatRequest, ChatResponse, ChatEvent> {
    private final GeminiConnection connection;

    /** Translates for one connection. */
    public ChatTranslator(GeminiConnection connection) {
        this.connection = connection;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        Changes changes = new Changes();
        JsonWriter body = new JsonWriter().object();
        new RequestWriter(connection.service(), target.model(), changes, body).write(request);
        URI url = request.stream()
                ? connection.url(target.model(), "streamGenerateContent", Optional.of("alt=sse"))
                : connection.url(target.model(), "generateContent", Optional.empty());
        return UpstreamRequest.post(
                        url, connection.jsonHeaders(), body.endObject().bytes())
                .withChanges(changes.list());
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
