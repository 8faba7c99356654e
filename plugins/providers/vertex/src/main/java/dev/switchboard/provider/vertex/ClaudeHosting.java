package dev.switchboard.provider.vertex;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.anthropic.Hosting;
import dev.switchboard.wire.anthropic.chat.MessagesTranslator;
import dev.switchboard.wire.anthropic.relay.MessagesRelay;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Claude on Vertex AI: the model stands in the address, the version of the format in the body.
 *
 * @param location         up to and including the location
 * @param headers          what each call carries
 * @param defaultMaxTokens the limit of output tokens of a translated call that names none; positive
 */
record ClaudeHosting(URI location, Headers headers, long defaultMaxTokens) implements Hosting {
    private static final Map<String, JsonText> VERSION =
            Map.of("anthropic_version", JsonText.string("vertex-2023-10-16"));

    /** Messages only: tokens are counted at an address of another form. */
    Abilities abilities() {
        return Abilities.builder()
                .translate(Operation.CHAT, new MessagesTranslator(this))
                .relay(Wire.ANTHROPIC_MESSAGES, new MessagesRelay(this, Call.MESSAGES))
                .chatSupport(MessagesTranslator.SUPPORT)
                .build();
    }

    @Override
    public URI url(Call call, Target target, boolean stream, Optional<String> query) {
        return URI.create(location + "/publishers/anthropic/models/" + target.model()
                + (stream ? ":streamRawPredict" : ":rawPredict")
                + query.map(text -> "?" + text).orElse(""));
    }

    @Override
    public Map<String, JsonText> head(Target target) {
        return VERSION;
    }

    /** The host only: header fields are secrets. */
    @Override
    public String toString() {
        return "ClaudeHosting[" + location.getHost() + "]";
    }
}
