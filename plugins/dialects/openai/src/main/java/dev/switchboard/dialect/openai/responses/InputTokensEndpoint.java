package dev.switchboard.dialect.openai.responses;

import dev.switchboard.dialect.openai.OpenAiDialect;
import dev.switchboard.dialect.openai.RequestHead;
import dev.switchboard.dialect.openai.common.Paths;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.TokenCount;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

/** {@code POST /responses/input_tokens}. */
public final class InputTokensEndpoint implements Endpoint<ChatRequest, TokenCount, StreamEvent.None> {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public List<String> paths() {
        return Paths.of("/responses/input_tokens");
    }

    @Override
    public Operation<ChatRequest, TokenCount, StreamEvent.None> operation() {
        return Operation.COUNT_TOKENS;
    }

    @Override
    public Wire wire() {
        return Wire.OPENAI_INPUT_TOKENS;
    }

    @Override
    public Call<ChatRequest> read(HttpRequest request, Bytes body) {
        RequestHead head = new RequestHead(body);
        Changes changes = new Changes();
        return head.call(request, fields -> new RequestReader(changes).read(fields)).stream(false)
                .changes(changes)
                .nativeOnly(KeptState.in(head))
                .build();
    }

    @Override
    public HttpReply write(TokenCount response, Call<ChatRequest> call) {
        return OpenAiDialect.json(new JsonWriter()
                .object()
                .string("object", "response.input_tokens")
                .integer("input_tokens", response.inputTokens())
                .endObject()
                .bytes());
    }
}
