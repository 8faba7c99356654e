package dev.switchboard.dialect.openai.responses;

import dev.switchboard.dialect.openai.Errors;
import dev.switchboard.dialect.openai.OpenAiDialect;
import dev.switchboard.dialect.openai.OpenBounds;
import dev.switchboard.dialect.openai.RequestHead;
import dev.switchboard.dialect.openai.common.Paths;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvents;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.ForeignSignatures;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code POST /responses}. */
public final class ResponsesEndpoint implements Endpoint<ChatRequest, ChatResponse, ChatEvent> {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final List<String> SIGNED = List.of("encrypted_content");

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public List<String> paths() {
        return Paths.of("/responses");
    }

    @Override
    public Operation<ChatRequest, ChatResponse, ChatEvent> operation() {
        return Operation.CHAT;
    }

    @Override
    public Wire wire() {
        return Wire.OPENAI_RESPONSES;
    }

    @Override
    public Call<ChatRequest> read(HttpRequest request, Bytes body) {
        ForeignSignatures foreign = new ForeignSignatures(body, Own.SIGNATURES, SIGNED);
        RequestHead head = new RequestHead(body, foreign);
        Changes changes = new Changes();
        Call<ChatRequest> call = head.call(request, fields -> new RequestReader(changes).read(fields))
                .changes(changes)
                .nativeOnly(KeptState.in(head))
                .beyondText(() -> OpenBounds.ofResponse(head))
                .build();
        return foreign.found()
                ? call.withRequest(call.request())
                : call; // what another maker signed must not be relayed
    }

    @Override
    public HttpReply write(ChatResponse response, Call<ChatRequest> call) {
        ReplyEncoder encoder = new ReplyEncoder(call);
        response.choices().forEach(choice -> call.changes().foreign(choice.extras(), Wire.OPENAI_RESPONSES));
        ChatEvents.of(response).forEach(encoder::encode);
        return OpenAiDialect.json(encoder.finished());
    }

    @Override
    public StreamEncoder<ChatEvent> encoder(Call<ChatRequest> call) {
        return new ReplyEncoder(call);
    }

    /** Codex repeats a call five times as often after 503 as after 429, so a gateway without capacity says the latter. */
    @Override
    public Optional<HttpReply> error(GatewayError error) {
        if (error.fromUpstream() || error.kind() != ErrorKind.OVERLOADED) {
            return Optional.empty();
        }
        HttpReply reply = Errors.reply(error);
        long seconds = Math.max(1, error.retryAfter().orElse(SOON).toSeconds());
        return Optional.of(new HttpReply(
                TOO_MANY_REQUESTS,
                reply.headers().toBuilder()
                        .set("retry-after", Long.toString(seconds))
                        .build(),
                reply.body()));
    }
}
