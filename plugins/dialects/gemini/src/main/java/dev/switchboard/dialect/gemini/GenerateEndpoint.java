package dev.switchboard.dialect.gemini;

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
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

/** {@code :generateContent} and {@code :streamGenerateContent}. */
final class GenerateEndpoint implements Endpoint<ChatRequest, ChatResponse, ChatEvent> {
    private final String action;
    private final boolean stream;

    private GenerateEndpoint(String action, boolean stream) {
        this.action = action;
        this.stream = stream;
    }

    static GenerateEndpoint plain() {
        return new GenerateEndpoint("generateContent", false);
    }

    static GenerateEndpoint streamed() {
        return new GenerateEndpoint("streamGenerateContent", true);
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public List<String> paths() {
        return GeminiDialect.paths(action);
    }

    @Override
    public Operation<ChatRequest, ChatResponse, ChatEvent> operation() {
        return Operation.CHAT;
    }

    @Override
    public Wire wire() {
        return Wire.GEMINI_GENERATE;
    }

    @Override
    public Call<ChatRequest> read(HttpRequest request, Bytes body) {
        SignedParts signed = new SignedParts(body);
        RequestHead head = new RequestHead(request, body, signed);
        head.requireList("contents");
        Changes changes = new Changes();
        boolean sse = request.queryParameter("alt").filter("sse"::equals).isPresent();
        String model = head.model();
        Call<ChatRequest> call =
                head
                        .<ChatRequest>call(stream, fields -> new ChatRequestReader(changes).read(model, fields, stream))
                        .stream(stream)
                        .usageRequested(true)
                        .framing(sse ? Framing.SSE : Framing.JSON_ARRAY)
                        .changes(changes)
                        .build();
        return signed.holdForeign()
                ? call.withRequest(call.request())
                : call; // what another maker signed must not be relayed
    }

    @Override
    public HttpReply write(ChatResponse response, Call<ChatRequest> call) {
        return GeminiDialect.json(ReplyWriter.write(response, call.changes()));
    }

    @Override
    public StreamEncoder<ChatEvent> encoder(Call<ChatRequest> call) {
        return new ChatStreamEncoder(StreamForm.of(call.framing()), call.changes());
    }
}
