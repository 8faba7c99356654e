package dev.switchboard.wire.anthropic.chat;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.TokenCount;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.anthropic.Hosting;
import dev.switchboard.wire.anthropic.reply.ErrorReader;
import java.util.OptionalLong;

/** Canonical chat to a question for its length in tokens. */
public final class CountTranslator implements Translator<ChatRequest, TokenCount, StreamEvent.None> {
    private final Hosting hosting;

    /** Translates for that host. */
    public CountTranslator(Hosting hosting) {
        this.hosting = hosting;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        return new RequestWriter(hosting, Hosting.Call.COUNT_TOKENS, target).write(request);
    }

    @Override
    public TokenCount decode(UpstreamReply reply) {
        OptionalLong tokens =
                JsonValue.read(reply.body()).orElse(JsonValue.MISSING).integer("input_tokens");
        return new TokenCount(tokens.stream()
                .filter(count -> count >= 0)
                .findFirst()
                .orElseThrow(() -> GatewayException.of(
                        ErrorKind.UPSTREAM, "the upstream answered without input_tokens (expected: a count)")));
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
