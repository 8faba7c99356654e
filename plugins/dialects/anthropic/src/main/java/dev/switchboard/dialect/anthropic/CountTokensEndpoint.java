package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.TokenCount;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.json.MemberListener;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

/** {@code POST /v1/messages/count_tokens}. */
final class CountTokensEndpoint implements Endpoint<ChatRequest, TokenCount, StreamEvent.None> {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public List<String> paths() {
        return AnthropicDialect.paths("/messages/count_tokens");
    }

    @Override
    public Operation<ChatRequest, TokenCount, StreamEvent.None> operation() {
        return Operation.COUNT_TOKENS;
    }

    @Override
    public Wire wire() {
        return Wire.ANTHROPIC_COUNT_TOKENS;
    }

    @Override
    public Call<ChatRequest> read(HttpRequest request, Bytes body) {
        return RequestHead.read(request, body, MemberListener.NONE);
    }

    @Override
    public HttpReply write(TokenCount response, Call<ChatRequest> call) {
        return AnthropicDialect.json(new JsonWriter()
                .object()
                .integer("input_tokens", response.inputTokens())
                .endObject());
    }
}
