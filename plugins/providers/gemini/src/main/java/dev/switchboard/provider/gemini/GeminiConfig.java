package dev.switchboard.provider.gemini;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import dev.switchboard.spi.http.Headers;
import java.net.URI;
import java.util.Map;

/**
 * The settings of an instance.
 *
 * @param apiKey  sent as {@code x-goog-api-key}
 * @param baseUrl up to and including the version
 * @param headers more fields of each call
 */
@Description("The Gemini API of Google AI. For Gemini on Google Cloud use the type vertex.")
public record GeminiConfig(
        @Description("The API key, best as a reference such as ${env:GEMINI_API_KEY}.") @Secret
        String apiKey,

        @Description("Where to call, up to and including the version.")
        @Default("https://generativelanguage.googleapis.com/v1beta")
        URI baseUrl,

        @Description("More header fields of each call; they replace those of the caller.") @Secret
        Map<String, String> headers) {
    /** @throws IllegalArgumentException if the key is blank or a header field is malformed */
    public GeminiConfig {
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("api-key: blank (expected: an API key, such as ${env:GEMINI_API_KEY})");
        }
        apiKey = apiKey.strip(); // files with keys end in a line break
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> Headers.of(name, value));
    }

    /** What each call carries. */
    Headers callHeaders() {
        Headers.Builder fields = Headers.builder().add("x-goog-api-key", apiKey);
        headers.forEach(fields::set);
        return fields.build();
    }

    /** The base URL only: the rest is secret. */
    @Override
    public String toString() {
        return "GeminiConfig[" + baseUrl.getHost() + "]";
    }
}
