package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.Address;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.Quirks;
import dev.switchboard.wire.openai.reply.ErrorReader;
import java.util.Optional;

/** Canonical chat to chat completions and back. */
public final class ChatTranslator implements Translator<ChatRequest, ChatResponse, ChatEvent> {
    private final Connection connection;
    private final Address address;
    private final ChatSupport support;

    /** Translates for one path, such as {@code /chat/completions}. */
    public ChatTranslator(Connection connection, String path) {
        this.connection = connection;
        this.address = new Address(connection, path);
        support = SupportTable.of(connection.quirks());
    }

    /** What becomes of each parameter, rules for single models aside. */
    public ChatSupport support() {
        return support;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        Changes changes = new Changes();
        Quirks quirks = connection.quirks().forModel(target.model());
        ChatSupport row = quirks == connection.quirks() ? support : SupportTable.of(quirks);
        ChatRequest left = row.apply(request, changes);
        Bytes body = new RequestWriter(quirks, changes).write(left, target.model());
        return UpstreamRequest.post(address.of(target, Optional.empty()), connection.jsonHeaders(), body)
                .withChanges(changes.list());
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
