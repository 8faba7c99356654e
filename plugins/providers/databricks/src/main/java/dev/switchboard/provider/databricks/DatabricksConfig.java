package dev.switchboard.provider.databricks;

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
 * @param workspace    its address
 * @param token        a personal access token
 * @param clientId     of a service principal
 * @param clientSecret of a service principal
 * @param capabilities what the endpoints offer
 * @param headers      more fields of each call
 */
@Description("Models that a Databricks workspace serves; a target's model is the name of a serving endpoint.")
public record DatabricksConfig(
        @Description("The workspace's address, such as https://my-workspace.cloud.databricks.com.")
        URI workspace,

        @Description("A personal access token, best as a reference such as ${env:DATABRICKS_TOKEN}.") @Secret
        Optional<String> token,

        @Description("The client id of a service principal, in place of a token.")
        Optional<String> clientId,

        @Description("The OAuth secret of the service principal.") @Secret
        Optional<String> clientSecret,

        @Description("What the endpoints offer, of chat, completions and embeddings; everything by default.")
        List<Capability> capabilities,

        @Description("More header fields of each call; they replace those of the caller.") @Secret
        Map<String, String> headers) {
    /** @throws IllegalArgumentException if a setting cannot be one; the message is for the operator */
    public DatabricksConfig {
        String path = workspace.getRawPath() == null ? "" : workspace.getRawPath();
        if (workspace.getHost() == null || !path.replace("/", "").isEmpty() || workspace.getRawQuery() != null) {
            throw new IllegalArgumentException("workspace: " + workspace.getHost()
                    + " (expected: an address without a path, such as https://my-workspace.cloud.databricks.com)");
        }
        boolean principal = clientId.isPresent() && clientSecret.isPresent();
        boolean half = clientId.isPresent() != clientSecret.isPresent();
        if (half || principal == token.isPresent()) {
            throw new IllegalArgumentException("token, client-id, client-secret: expected a token such as"
                    + " ${env:DATABRICKS_TOKEN}, or client-id and client-secret of a service principal");
        }
        token = token.map(String::strip); // files with tokens end in a line break
        clientSecret = clientSecret.map(String::strip);
        capabilities = List.copyOf(capabilities);
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> Headers.of(name, value));
    }

    /** The host only: the rest is secret. */
    @Override
    public String toString() {
        return "DatabricksConfig[" + workspace.getHost() + "]";
    }
}
