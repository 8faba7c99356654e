package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.TokenCount;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.gemini.GeminiConnection;
import dev.switchboard.wire.gemini.GeminiConnection.Service;
import dev.switchboard.wire.gemini.reply.ErrorReader;
import java.util.Optional;

/** Canonical chat to {@code countTokens}: the whole request counts, not its contents only. */
public final class CountTranslator implements Translator<ChatRequest, TokenCount, StreamEvent.None> {
    private final GeminiConnection connection;

    /** Translates for one connection. */
    public CountTranslator(GeminiConnection connection) {
        this.connection = connection;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        Changes changes = new Changes();
        boolean nested = connection.service() == Service.GEMINI_API;
        JsonWriter body = new JsonWriter().object();
        if (nested) {
            body.object("generateContentRequest").string("model", connection.resource(target.model()));
        }
        new RequestWriter(connection.service(), target.model(), changes, body).write(request);
        if (nested) {
            body.endObject();
        }
        return UpstreamRequest.post(
                        connection.url(target.model(), "countTokens", Optional.empty()),
                        connection.jsonHeaders(),
                        body.endObject().bytes())
                .withChanges(changes.list());
    }

    @Override
    public TokenCount decode(UpstreamReply reply) {
        JsonValue total = JsonValue.read(reply.body()).orElse(JsonValue.MISSING).get("totalTokens");
        if (total.integer().orElse(-1) < 0) {
            throw GatewayException.of(
                    ErrorKind.UPSTREAM, "the upstream answered with something else (expected: a count of tokens)");
        }
        return new TokenCount(total.integer().getAsLong());
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
