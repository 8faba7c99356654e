package dev.switchboard.provider.bedrock;

import dev.switchboard.provider.bedrock.reply.ErrorReader;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.TokenCount;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/** Asks how long a chat is: the request that would be sent stands within another. */
final class BedrockCount implements Translator<ChatRequest, TokenCount, StreamEvent.None> {
    /** What {@code CountTokens} takes of a {@code Converse} request. */
    private static final List<String> COUNTED =
            List.of("messages", "system", "toolConfig", "additionalModelRequestFields");

    private final Runtime runtime;
    private final BedrockChat chat;
    private final Predicate<Target> isClaude;

    BedrockCount(Runtime runtime, BedrockChat chat, Predicate<Target> isClaude) {
        this.runtime = runtime;
        this.chat = chat;
        this.isClaude = isClaude;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        UpstreamRequest counted = chat.encode(request.toBuilder().stream(false).build(), target);
        JsonWriter body = new JsonWriter().object().object("input");
        if (isClaude.test(target)) {
            body.object("invokeModel")
                    .string(
                            "body",
                            Base64.getEncoder().encodeToString(counted.body().toArray()))
                    .endObject();
        } else {
            JsonDocument converse = JsonDocument.parse(counted.body());
            body.object("converse");
            COUNTED.forEach(name -> body.raw(name, converse.text(name)));
            body.endObject();
        }
        // inference profiles have no counts of their own
        String model = target.model().startsWith("arn:")
                ? target.model()
                : ModelName.of(target.model()).base();
        return UpstreamRequest.post(
                        runtime.url(model, "count-tokens"),
                        runtime.jsonHeaders(),
                        body.endObject().endObject().bytes())
                .withChanges(counted.changes());
    }

    @Override
    public TokenCount decode(UpstreamReply reply) {
        JsonValue json = JsonValue.read(reply.body()).orElse(JsonValue.MISSING);
        return new TokenCount(json.integer("inputTokens").stream()
                .filter(count -> count >= 0)
                .findFirst()
                .orElseThrow(() -> GatewayException.of(
                        ErrorKind.UPSTREAM, "the upstream answered without inputTokens (expected: a count)")));
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
