package dev.switchboard.spi.example;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

// @start region="endpoint"
/** The one operation of the plain dialect. */
final class PlainChat implements Endpoint<ChatRequest, ChatResponse, ChatEvent> {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public List<String> paths() {
        return List.of("/plain/{model...}");
    }

    @Override
    public Operation<ChatRequest, ChatResponse, ChatEvent> operation() {
        return Operation.CHAT;
    }

    @Override
    public Wire wire() {
        return new Wire("plain.chat");
    }

    @Override
    public Call<ChatRequest> read(HttpRequest request, Bytes body) {
        String model = request.pathVariable("model").orElseThrow();
        boolean stream = request.queryParameter("stream").isPresent();
        return Call.builder(model, () -> chat(model, stream, body)).stream(stream)
                .build();
    }

    @Override
    public HttpReply write(ChatResponse response, Call<ChatRequest> call) {
        Message answer =
                Message.of(Role.ASSISTANT, response.choices().getFirst().content());
        return new HttpReply(200, PlainDialect.TEXT, Bytes.utf8(answer.text() + "\n"));
    }

    @Override
    public StreamEncoder<ChatEvent> encoder(Call<ChatRequest> call) {
        return new PlainStream();
    }

    private static ChatRequest chat(String model, boolean stream, Bytes body) {
        return ChatRequest.builder(model, List.of(Message.of(Role.USER, body.utf8()))).stream(stream)
                .build();
    }
}
// @end
