package dev.switchboard.provider.voyage;

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
 * @param baseUrl up to and including the version
 * @param headers more fields of each call
 */
@Description("Voyage AI's API.")
public record VoyageConfig(
        @Description("The API key, best as a reference such as ${env:VOYAGE_API_KEY}.") @Secret
        String apiKey,

        @Description("Where to call, up to and including the version.") @Default("https://api.voyageai.com/v1")
        URI baseUrl,

        @Description("More header fields of each call; they replace those of the caller.") @Secret
        Map<String, String> headers) {
    /** @throws IllegalArgumentException if the key is blank or a header field is malformed */
    public VoyageConfig {
        apiKey = BearerKey.check(apiKey, "VOYAGE_API_KEY");
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
        return "VoyageConfig[" + baseUrl.getHost() + "]";
    }
}
