package dev.switchboard.provider.replicate;

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
@Description("Replicate's predictions.")
public record ReplicateConfig(
        @Description("The API token, best as a reference such as ${env:REPLICATE_API_TOKEN}.") @Secret
        String apiKey,

        @Description("Where to call, up to and including the version.") @Default("https://api.replicate.com/v1")
        URI baseUrl,

        @Description("More header fields of each call; they replace those of the caller.") @Secret
        Map<String, String> headers) {
    /** @throws IllegalArgumentException if the token is blank or a header field is malformed */
    public ReplicateConfig {
        apiKey = BearerKey.check(apiKey, "REPLICATE_API_TOKEN");
        headers = Map.copyOf(headers);
        BearerKey.headers(apiKey, headers);
    }

    /** The header fields of each call; Replicate shall answer when the prediction is done, and waits for a minute. */
    Headers callHeaders() {
        return BearerKey.headers(apiKey, headers).toBuilder()
                .setIfAbsent("prefer", "wait")
                .build();
    }

    /** The host only: the rest is secret. */
    @Override
    public String toString() {
        return "ReplicateConfig[" + baseUrl.getHost() + "]";
    }
}
