package dev.switchboard.provider.anthropic;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import dev.switchboard.spi.http.Headers;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * The settings of an instance.
 *
 * @param apiKey           sent as {@code x-api-key}
 * @param baseUrl          without the version
 * @param version          sent as {@code anthropic-version} where the caller names none
 * @param betas            sent as {@code anthropic-beta} where the caller names none
 * @param defaultMaxTokens the limit of output tokens of a translated call that names none; at least 1
 * @param headers          more fields of each call
 */
@Description("Anthropic's own API, or another server of its format.")
public record AnthropicConfig(
        @Description("The API key, best as a reference such as ${env:ANTHROPIC_API_KEY}.") @Secret
        String apiKey,

        @Description("Where to call, without the version.") @Default("https://api.anthropic.com")
        URI baseUrl,

        @Description("The version of the API for callers that name none.") @Default("2023-06-01")
        String version,

        @Description("Beta features for callers that name none.")
        List<String> betas,

        @Description("The limit of output tokens for callers of other formats that name none; Anthropic demands one.")
        @Default("16000")
        long defaultMaxTokens,

        @Description("More header fields of each call; they replace those of the caller.") @Secret
        Map<String, String> headers) {
    /** @throws IllegalArgumentException if a setting makes no sense; the message names it */
    public AnthropicConfig {
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException(
                    "api-key: blank (expected: an API key, such as ${env:ANTHROPIC_API_KEY})");
        }
        if (defaultMaxTokens < 1) {
            throw new IllegalArgumentException("default-max-tokens: " + defaultMaxTokens + " (expected: 1 or more)");
        }
        apiKey = apiKey.strip(); // files with keys end in a line break
        betas = List.copyOf(betas);
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> Headers.of(name, value));
    }

    /** The base URL only: the rest is secret. */
    @Override
    public String toString() {
        return "AnthropicConfig[" + baseUrl.getHost() + "]";
    }
}
