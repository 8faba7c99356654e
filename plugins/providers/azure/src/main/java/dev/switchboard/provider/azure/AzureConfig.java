package dev.switchboard.provider.azure;

import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.wire.openai.OpenAiWire.Capability;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of an instance.
 *
 * @param endpoint     the resource's address
 * @param apiKey       sent as {@code api-key}
 * @param entra        who calls, by Entra ID, in place of a key
 * @param apiVersion   of the API by deployments; without one, the v1 API is called
 * @param capabilities what the deployments offer
 * @param headers      more fields of each call
 */
@Description("OpenAI's models on Azure; a target's model is the name of a deployment.")
public record AzureConfig(
        @Description("The resource's address, such as https://my-resource.openai.azure.com.")
        URI endpoint,

        @Description("The resource's key, best as a reference such as ${env:AZURE_OPENAI_API_KEY}.") @Secret
        Optional<String> apiKey,

        @Description("Who calls, by Entra ID, in place of a key.")
        Optional<EntraConfig> entra,

        @Description(
                "A version of the API by deployments, such as 2024-10-21. Without one the v1 API is called, which has none.")
        Optional<String> apiVersion,

        @Description("What the deployments offer, of chat, completions and embeddings; everything by default.")
        List<Capability> capabilities,

        @Description("More header fields of each call; they replace those of the caller.") @Secret
        Map<String, String> headers) {
    private static final String VERSION = "[0-9]{4}-[0-9]{2}-[0-9]{2}(-preview)?";

    /** @throws IllegalArgumentException if a setting cannot be one; the message is for the operator */
    public AzureConfig {
        String path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        if (!path.replace("/", "").isEmpty() || endpoint.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "endpoint: " + endpoint
                            + " (expected: the resource's address without a path, such as https://my-resource.openai.azure.com)");
        }
        if (apiKey.isPresent() == entra.isPresent()) {
            throw new IllegalArgumentException("api-key, entra: " + (apiKey.isPresent() ? "both are" : "neither is")
                    + " set (expected: a key such as ${env:AZURE_OPENAI_API_KEY}, or who calls by Entra ID)");
        }
        if (apiKey.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException(
                    "api-key: blank (expected: a key of the resource, such as ${env:AZURE_OPENAI_API_KEY})");
        }
        apiKey = apiKey.map(String::strip); // files with keys end in a line break
        apiVersion.filter(version -> !version.matches(VERSION)).ifPresent(version -> {
            throw new IllegalArgumentException("api-version: \"" + version
                    + "\" (expected: a date such as 2024-10-21 or 2025-01-01-preview; leave it out for the v1 API)");
        });
        capabilities = List.copyOf(capabilities);
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> Headers.of(name, value));
    }

    /** The host only: the rest is secret. */
    @Override
    public String toString() {
        return "AzureConfig[" + endpoint.getHost() + "]";
    }
}
