package dev.switchboard.dialect.openai;

import dev.switchboard.dialect.openai.common.Paths;
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

/** {@code POST /chat/completions}. */
final class ChatEndpoint implements Endpoint<ChatRequest, ChatResponse, ChatEvent> {
    private static final List<String> SIGNED = List.of("signature", "data");

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public List<String> paths() {
        return Paths.of("/chat/completions");
    }

    @Override
    public Operation<ChatRequest, ChatResponse, ChatEvent> operation() {
        return Operation.CHAT;
    }

    @Override
    public Wire wire() {
        return Wire.OPENAI_CHAT;
    }

    @Override
    public Call<ChatRequest> read(HttpRequest request, Bytes body) {
        ForeignSignatures foreign = new ForeignSignatures(body, OpenAiDialect.SIGNATURES, SIGNED);
        RequestHead head = new RequestHead(body, foreign);
        if (head.require("messages").isEmptyArray()) {
            throw Errors.invalid(
                    "Invalid 'messages': empty array. Expected an array with minimum length 1.",
                    "messages",
                    "empty_array");
        }
        Call<ChatRequest> call = head.call(request, ChatRequestReader::read)
                .beyondText(() -> OpenBounds.ofChat(head))
                .build();
        return foreign.found()
                ? call.withRequest(call.request())
                : call; // what another maker signed must not be relayed
    }

    @Override
    public HttpReply write(ChatResponse response, Call<ChatRequest> call) {
        return OpenAiDialect.json(new ChatResponseWriter(legacy(call), call.changes()).write(response));
    }

    @Override
    public StreamEncoder<ChatEvent> encoder(Call<ChatRequest> call) {
        return new ChatStreamEncoder(call.usageRequested(), legacy(call), call.changes());
    }

    /** Whether the caller speaks of functions, as before tools, and must be answered so. */
    private static boolean legacy(Call<ChatRequest> call) {
        return call.body()
                .filter(body -> body.has("functions") && !body.has("tools"))
                .isPresent();
    }
}
