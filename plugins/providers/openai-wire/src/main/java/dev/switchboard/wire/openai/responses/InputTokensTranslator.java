package dev.switchboard.wire.openai.responses;

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
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.reply.ErrorReader;

/** Asks how many tokens a request would take in. */
public final class InputTokensTranslator implements Translator<ChatRequest, TokenCount, StreamEvent.None> {
    private final Encoding encoding;

    /** Translates for one path, such as {@code /responses/input_tokens}. */
    public InputTokensTranslator(Connection connection, String path) {
        encoding = new Encoding(connection, path);
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        return encoding.encode(request, target, RequestWriter::writeCounted);
    }

    @Override
    public TokenCount decode(UpstreamReply reply) {
        return JsonValue.read(reply.body())
                .map(count -> count.integer("input_tokens"))
                .filter(count -> count.isPresent() && count.getAsLong() >= 0)
                .map(count -> new TokenCount(count.getAsLong()))
                .orElseThrow(() -> GatewayException.of(
                        ErrorKind.UPSTREAM,
                        "the upstream answered without \"input_tokens\" (expected: a number, 0 or more)"));
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
