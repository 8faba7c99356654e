package dev.switchboard.provider.vertex;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import dev.switchboard.spi.http.Headers;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of an instance.
 *
 * @param project         whose account is charged; by default the one of the credentials
 * @param location        a region such as {@code europe-west4}, or {@code global}
 * @param publisher       whose models the instance reaches
 * @param apiKey          of the express mode, which needs neither project nor other credentials
 * @param credentialsFile a JSON file of a service account, or of gcloud's own login
 * @param credentials     the same JSON itself
 * @param baseUrl         replaces Google's address, up to and including the version
 * @param headers         more fields of each call
 * @param defaultMaxTokens the limit of output tokens for Claude where a caller of another format names none
 */
@Description(
        "Vertex AI on Google Cloud. Without a key and credentials those of the machine are used: gcloud's login, else the metadata server.")
public record VertexConfig(
        @Description("The Google Cloud project; by default the one that the credentials name.")
        Optional<String> project,

        @Description("A region such as europe-west4, or global.") @Default("global")
        String location,

        @Description("Whose models the instance reaches: google for Gemini, anthropic for Claude.") @Default("google")
        Publisher publisher,

        @Description("An API key of Vertex AI's express mode.") @Secret
        Optional<String> apiKey,

        @Description("A file with the credentials of a service account, or of gcloud's login.")
        Optional<Path> credentialsFile,

        @Description("The same credentials as JSON text.") @Secret
        Optional<String> credentials,

        @Description("Where to call instead of Google's own address, up to and including the version.")
        Optional<URI> baseUrl,

        @Description("More header fields of each call; they replace those of the caller.") @Secret
        Map<String, String> headers,

        @Description("For Claude: the limit of output tokens where a caller of another format names none.")
        @Default("4096")
        long defaultMaxTokens) {
    /** @throws IllegalArgumentException if two ways to authenticate are set or a value is malformed */
    public VertexConfig {
        if ((apiKey.isPresent() ? 1 : 0) + (credentialsFile.isPresent() ? 1 : 0) + (credentials.isPresent() ? 1 : 0)
                > 1) {
            throw new IllegalArgumentException(
                    "api-key, credentials-file, credentials: several are set (expected: one of them, or none for the"
                            + " credentials of the machine)");
        }
        if (!location.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException(
                    "location: \"" + location + "\" (expected: a region such as europe-west4, or global)");
        }
        if (apiKey.isPresent() && publisher == Publisher.ANTHROPIC) {
            throw new IllegalArgumentException(
                    "api-key: the express mode reaches Gemini only (expected: credentials of a project for Claude)");
        }
        if (defaultMaxTokens < 1) {
            throw new IllegalArgumentException("default-max-tokens: " + defaultMaxTokens + " (expected: 1 or more)");
        }
        apiKey = apiKey.map(String::strip);
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> Headers.of(name, value));
    }

    /** Up to and including the version. */
    URI address() {
        String host = location.equals("global") || apiKey.isPresent()
                ? "aiplatform.googleapis.com"
                : location + "-aiplatform.googleapis.com";
        return baseUrl.orElseGet(() -> URI.create("https://" + host + "/v1"));
    }

    /** The location only: the rest is secret or tells who pays. */
    @Override
    public String toString() {
        return "VertexConfig[" + location + "]";
    }
}
