package ${package};

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chat in the upstream's format: one text in, one text out. */
final class ${name}Translator implements Translator<ChatRequest, ChatResponse, ChatEvent> {
    /** What becomes of each parameter of a chat. All are refused by name at first: take out what the upstream can do. */
    static final ChatSupport SUPPORT = ChatSupport.builder()
            .refused(ChatParameter.values())
            .natively(ChatParameter.MAX_TOKENS)
            .dropped(ChatParameter.USER, ChatParameter.METADATA)
            .build();

    private final ${name}Config config;

    ${name}Translator(${name}Config config) {
        this.config = config;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        Changes changes = new Changes();
        ChatRequest left = SUPPORT.apply(request, changes);
        JsonWriter body = new JsonWriter()
                .object()
                .string("model", target.model())
                .string("prompt", left.messages().stream().map(Message::text).collect(Collectors.joining("\n")))
                .bool("stream", left.stream());
        left.maxOutputTokens().ifPresent(limit -> body.integer("limit", limit));
        return UpstreamRequest.post(
                        config.url("/generate"), config.headers(), body.endObject().bytes())
                .withChanges(changes.list());
    }

    @Override
    public ChatResponse decode(UpstreamReply reply) {
        JsonValue json = ${name}Wire.parse(reply.body());
        return new ChatResponse(
                ${name}Wire.text(json, "id"),
                ${name}Wire.text(json, "model"),
                ${name}Wire.created(json),
                List.of(new ChatResponse.Choice(
                        0,
                        List.of(new Block.Text(${name}Wire.text(json, "text"))),
                        ${name}Wire.stopReason(json),
                        Optional.empty())),
                ${name}Wire.usage(json),
                Extras.NONE);
    }

    @Override
    public StreamDecoder<ChatEvent> decoder() {
        return new ${name}Decoder();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ${name}Wire.error(reply);
    }
}
