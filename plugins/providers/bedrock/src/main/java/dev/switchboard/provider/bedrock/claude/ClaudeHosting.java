package dev.switchboard.provider.bedrock.claude;

import dev.switchboard.provider.bedrock.Runtime;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.wire.anthropic.Hosting;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Claude on Bedrock: the model and whether to stream stand in the address, version and betas in the body.
 *
 * @param runtime          where
 * @param headers          what each call carries
 * @param defaultMaxTokens the limit of output tokens of a translated call that names none; positive
 */
public record ClaudeHosting(Runtime runtime, Headers headers, long defaultMaxTokens) implements Hosting {
    private static final Map<String, JsonText> VERSION =
            Map.of("anthropic_version", JsonText.string("bedrock-2023-05-31"));

    /** A caller's query is Anthropic's, which Bedrock knows nothing of. */
    @Override
    public URI url(Call call, Target target, boolean stream, Optional<String> query) {
        return runtime.url(target.model(), stream ? "invoke-with-response-stream" : "invoke");
    }

    @Override
    public Map<String, JsonText> head(Target target) {
        return VERSION;
    }

    @Override
    public boolean streamInBody() {
        return false;
    }

    @Override
    public boolean betasInBody() {
        return true;
    }

    @Override
    public Framing framing() {
        return Framing.AWS_EVENT_STREAM;
    }

    /** The host only: header fields may be secrets. */
    @Override
    public String toString() {
        return "ClaudeHosting[" + runtime + "]";
    }
}
