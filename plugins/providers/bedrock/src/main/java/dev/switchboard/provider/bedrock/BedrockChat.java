package dev.switchboard.provider.bedrock;

import dev.switchboard.provider.bedrock.claude.ChunkDecoder;
import dev.switchboard.provider.bedrock.claude.ClaudeTranslator;
import dev.switchboard.provider.bedrock.converse.ConverseTranslator;
import dev.switchboard.provider.bedrock.reply.ErrorReader;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.anthropic.reply.ReplyReader;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Canonical chat to the format that says most of it: Claude's own for Claude, Bedrock's for everybody else. Replies tell by their
 * form which it is.
 */
final class BedrockChat implements Translator<ChatRequest, ChatResponse, ChatEvent> {
    private final ClaudeTranslator claude;
    private final ConverseTranslator converse;
    private final Predicate<Target> isClaude;

    BedrockChat(ClaudeTranslator claude, ConverseTranslator converse, Predicate<Target> isClaude) {
        this.claude = claude;
        this.converse = converse;
        this.isClaude = isClaude;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        return isClaude.test(target) ? claude.encode(request, target) : converse.encode(request, target);
    }

    @Override
    public ChatResponse decode(UpstreamReply reply) {
        return isClaudes(reply) ? ReplyReader.read(reply.body()) : converse.decode(reply);
    }

    @Override
    public ChatResponse decode(UpstreamReply reply, ChatRequest request) {
        return isClaudes(reply) ? ReplyReader.read(reply.body()) : converse.decode(reply, request);
    }

    private static boolean isClaudes(UpstreamReply reply) {
        return JsonValue.read(reply.body())
                .filter(json -> json.get("content").isArray())
                .isPresent();
    }

    @Override
    public StreamDecoder<ChatEvent> decoder() {
        return new Decoder();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }

    /** Decides at the first frame. */
    private final class Decoder implements StreamDecoder<ChatEvent> {
        private @Nullable StreamDecoder<ChatEvent> chosen;

        @Override
        public List<ChatEvent> decode(UpstreamEvent event) {
            StreamDecoder<ChatEvent> decoder = chosen;
            if (decoder == null) {
                if (event.name().isEmpty() && event.attributes().isEmpty()) {
                    return List.of();
                }
                decoder = ChunkDecoder.reads(event) ? new ChunkDecoder() : converse.decoder();
                chosen = decoder;
            }
            return decoder.decode(event);
        }

        @Override
        public List<ChatEvent> end() {
            StreamDecoder<ChatEvent> decoder = chosen;
            return decoder == null ? converse.decoder().end() : decoder.end();
        }
    }
}
