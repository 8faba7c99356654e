package dev.switchboard.dialect.openai;

import dev.switchboard.dialect.openai.common.Paths;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

/** {@code POST /completions}: text in, text out. To a provider that only chats, the prompt is one user message. */
final class CompletionsEndpoint implements Endpoint<ChatRequest, ChatResponse, ChatEvent> {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public List<String> paths() {
        return Paths.of("/completions");
    }

    @Override
    public Operation<ChatRequest, ChatResponse, ChatEvent> operation() {
        return Operation.CHAT;
    }

    @Override
    public Wire wire() {
        return Wire.OPENAI_COMPLETIONS;
    }

    @Override
    public Call<ChatRequest> read(HttpRequest request, Bytes body) {
        RequestHead head = new RequestHead(body);
        JsonField prompt = head.require("prompt");
        if (!prompt.isString() && !prompt.isArray()) {
            prompt.fail("a string or an array");
        }
        return head.toCall(request, CompletionRequestReader::read);
    }

    @Override
    public HttpReply write(ChatResponse response, Call<ChatRequest> call) {
        return OpenAiDialect.json(CompletionWriter.write(response, call.changes()));
    }

    @Override
    public StreamEncoder<ChatEvent> encoder(Call<ChatRequest> call) {
        return new CompletionStreamEncoder(call.usageRequested(), call.changes());
    }
}
