package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

/** {@code POST /v1/messages}. */
final class MessagesEndpoint implements Endpoint<ChatRequest, ChatResponse, ChatEvent> {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public List<String> paths() {
        return AnthropicDialect.paths("/messages");
    }

    @Override
    public Operation<ChatRequest, ChatResponse, ChatEvent> operation() {
        return Operation.CHAT;
    }

    @Override
    public Wire wire() {
        return Wire.ANTHROPIC_MESSAGES;
    }

    @Override
    public Call<ChatRequest> read(HttpRequest request, Bytes body) {
        return RequestHead.read(request, body);
    }

    @Override
    public HttpReply write(ChatResponse response, Call<ChatRequest> call) {
        return AnthropicDialect.json(new MessageWriter(call.changes()).write(response));
    }

    @Override
    public StreamEncoder<ChatEvent> encoder(Call<ChatRequest> call) {
        return new MessageStreamEncoder(call.changes());
    }
}
