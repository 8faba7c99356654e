package dev.switchboard.provider.watsonx;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import dev.switchboard.spi.http.Headers;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of an instance.
 *
 * @param baseUrl   of the region
 * @param apiKey    of IBM Cloud, traded for tokens
 * @param projectId whose models are called
 * @param spaceId   whose models are called, in place of a project
 * @param version   of the API
 * @param iamUrl    where keys are traded for tokens
 * @param headers   more fields of each call
 */
@Description("Models on IBM watsonx.ai; a target's model is a model's id, or deployment/ID.")
public record WatsonxConfig(
        @Description("The region's address, such as https://eu-de.ml.cloud.ibm.com.")
        URI baseUrl,

        @Description("An API key of IBM Cloud, best as a reference such as ${env:WATSONX_API_KEY}.") @Secret
        String apiKey,

        @Description("The project whose models are called.") Optional<String> projectId,

        @Description("The space whose models are called, in place of a project.")
        Optional<String> spaceId,

        @Description("The version of the API, a date.") @Default("2025-02-06")
        String version,

        @Description("Where keys are traded for tokens.") @Default("https://iam.cloud.ibm.com/identity/token")
        URI iamUrl,

        @Description("More header fields of each call.") @Secret
        Map<String, String> headers) {
    /** @throws IllegalArgumentException if a setting cannot be one; the message is for the operator */
    public WatsonxConfig {
        if (baseUrl.getHost() == null || baseUrl.getRawQuery() != null) {
            throw new IllegalArgumentException("base-url: " + baseUrl.getHost()
                    + " (expected: a region's address, such as https://eu-de.ml.cloud.ibm.com)");
        }
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException(
                    "api-key: blank (expected: an API key of IBM Cloud, such as ${env:WATSONX_API_KEY})");
        }
        if (projectId.isPresent() && spaceId.isPresent()) {
            throw new IllegalArgumentException("project-id, space-id: both are set (expected: one of them)");
        }
        if (!version.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            throw new IllegalArgumentException("version: \"" + version + "\" (expected: a date such as 2025-02-06)");
        }
        apiKey = apiKey.strip(); // files with keys end in a line break
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> Headers.of(name, value));
    }

    /** The host only: the rest is secret. */
    @Override
    public String toString() {
        return "WatsonxConfig[" + baseUrl.getHost() + "]";
    }
}
