package dev.switchboard.provider.openai;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.wire.openai.OpenAiWire;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of an instance.
 *
 * @param apiKey       sent as bearer token
 * @param baseUrl      up to and including the version
 * @param organization whose account is charged, for keys that belong to several
 * @param project      which project of the account is charged
 * @param api          which of the two chat APIs is called
 * @param headers      more fields of each call
 */
@Description("OpenAI's own API. For other servers of the same format use the type openai-compatible.")
public record OpenAiConfig(
        @Description("The API key, best as a reference such as ${env:OPENAI_API_KEY}.") @Secret
        String apiKey,

        @Description("Where to call, up to and including the version.") @Default("https://api.openai.com/v1")
        URI baseUrl,

        @Description("The organization to charge, if the key belongs to several.")
        Optional<String> organization,

        @Description("The project to charge.") Optional<String> project,

        @Description("Where chats go that come in another format, or whose model has only one of the two: responses,"
                + " chat-completions, or by default auto, which knows the models that have responses only.")
        Optional<OpenAiWire.ChatApi> api,

        @Description("More header fields of each call; they replace those of the caller.") @Secret
        Map<String, String> headers) {
    /** @throws IllegalArgumentException if the key is blank or a header field is malformed */
    public OpenAiConfig {
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("api-key: blank (expected: an API key, such as ${env:OPENAI_API_KEY})");
        }
        apiKey = apiKey.strip(); // files with keys end in a line break
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> Headers.of(name, value));
    }

    /** The base URL only: the rest is secret. */
    @Override
    public String toString() {
        return "OpenAiConfig[" + baseUrl.getHost() + "]";
    }
}
