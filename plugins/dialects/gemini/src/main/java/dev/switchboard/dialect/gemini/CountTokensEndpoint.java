package dev.switchboard.dialect.gemini;

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

/** {@code :countTokens}, of contents or of a whole request. */
final class CountTokensEndpoint implements Endpoint<ChatRequest, TokenCount, StreamEvent.None> {
    private static final String WHOLE = "generateContentRequest";

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public List<String> paths() {
        return GeminiDialect.paths("countTokens");
    }

    @Override
    public Operation<ChatRequest, TokenCount, StreamEvent.None> operation() {
        return Operation.COUNT_TOKENS;
    }

    @Override
    public Wire wire() {
        return Wire.GEMINI_COUNT_TOKENS;
    }

    @Override
    public Call<ChatRequest> read(HttpRequest request, Bytes body) {
        RequestHead head = new RequestHead(request, body);
        if (head.fields().get(WHOLE).isEmpty()) {
            head.requireList("contents");
        }
        Changes changes = new Changes();
        String model = head.model();
        return head.<ChatRequest>call(
                        false,
                        fields -> new ChatRequestReader(changes)
                                .read(model, fields.object(WHOLE).orElse(fields), false))
                .changes(changes)
                .build();
    }

    @Override
    public HttpReply write(TokenCount response, Call<ChatRequest> call) {
        return GeminiDialect.json(new JsonWriter()
                .object()
                .integer("totalTokens", response.inputTokens())
                .endObject()
                .bytes());
    }
}
