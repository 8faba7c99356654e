package dev.switchboard.wire.openai.responses;

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
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes a chat for the one API or the other, as the model demands. A reply shows by itself which one it is from. */
public final class EitherTranslator implements Translator<ChatRequest, ChatResponse, ChatEvent> {
    private final Translator<ChatRequest, ChatResponse, ChatEvent> chat;
    private final Translator<ChatRequest, ChatResponse, ChatEvent> responses;
    private final Predicate<Target> usesResponses;

    /** Translates to responses for the targets that pass the test. */
    public EitherTranslator(
            Translator<ChatRequest, ChatResponse, ChatEvent> chat,
            Translator<ChatRequest, ChatResponse, ChatEvent> responses,
            Predicate<Target> usesResponses) {
        this.chat = chat;
        this.responses = responses;
        this.usesResponses = usesResponses;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        return (usesResponses.test(target) ? responses : chat).encode(request, target);
    }

    @Override
    public ChatResponse decode(UpstreamReply reply) {
        boolean response = JsonValue.read(reply.body())
                .flatMap(body -> body.string("object"))
                .filter("response"::equals)
                .isPresent();
        return (response ? responses : chat).decode(reply);
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return chat.error(reply); // both APIs have the same errors
    }

    @Override
    public StreamDecoder<ChatEvent> decoder() {
        return new StreamDecoder<>() {
            private @Nullable StreamDecoder<ChatEvent> chosen;

            @Override
            public List<ChatEvent> decode(UpstreamEvent event) {
                if (event.data().isEmpty()) {
                    return List.of();
                }
                StreamDecoder<ChatEvent> decoder = chosen;
                if (decoder == null) {
                    decoder = (EventType.of(event).isEmpty() ? chat : responses).decoder();
                    chosen = decoder;
                }
                return decoder.decode(event);
            }

            @Override
            public List<ChatEvent> end() {
                return (chosen == null ? chat.decoder() : chosen).end();
            }
        };
    }
}
