package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.ForeignSignatures;
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
    private static final List<String> SIGNED = List.of("signature", "data");

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
        ForeignSignatures foreign = new ForeignSignatures(body, AnthropicDialect.FAMILY, SIGNED);
        Call<ChatRequest> call = RequestHead.read(request, body, foreign);
        return foreign.found()
                ? call.withRequest(call.request())
                : call; // what another maker signed must not be relayed
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
