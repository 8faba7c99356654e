package dev.switchboard.provider.cohere;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.wire.openai.request.BearerKey;
import java.net.URI;
import java.util.Map;

/**
 * The settings of an instance.
 *
 * @param apiKey  sent as bearer token
 * @param baseUrl without the version, since each path has its own
 * @param headers more fields of each call
 */
@Description("Cohere's API.")
public record CohereConfig(
        @Description("The API key, best as a reference such as ${env:COHERE_API_KEY}.") @Secret
        String apiKey,

        @Description("Where to call, without the version, since each path has its own.")
        @Default("https://api.cohere.com")
        URI baseUrl,

        @Description("More header fields of each call; they replace those of the caller.") @Secret
        Map<String, String> headers) {
    /** @throws IllegalArgumentException if the key is blank or a header field is malformed */
    public CohereConfig {
        apiKey = BearerKey.check(apiKey, "COHERE_API_KEY");
        headers = Map.copyOf(headers);
        BearerKey.headers(apiKey, headers);
    }

    /** The header fields of each call. */
    Headers callHeaders() {
        return BearerKey.headers(apiKey, headers);
    }

    /** The host only: the rest is secret. */
    @Override
    public String toString() {
        return "CohereConfig[" + baseUrl.getHost() + "]";
    }
}
