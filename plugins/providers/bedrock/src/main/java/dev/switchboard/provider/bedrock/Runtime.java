package dev.switchboard.provider.bedrock;

import dev.switchboard.aws.Encoding;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonText;
import java.net.URI;
import java.util.Optional;

/**
 * The runtime API of a region.
 *
 * @param endpoint  without a slash at its end
 * @param headers   what each call carries
 * @param guardrail that each call passes, in {@code Converse}'s words
 */
public record Runtime(URI endpoint, Headers headers, Optional<JsonText> guardrail) {
    /**
     * The address of an operation.
     *
     * @param model an id or ARN; encoded as one segment of the path, since ARNs hold slashes
     * @param name  such as {@code converse}
     */
    public URI url(String model, String name) {
        return URI.create(endpoint + "/model/" + Encoding.encode(model) + "/" + name);
    }

    /** The header fields of a call whose body and reply are JSON. */
    public Headers jsonHeaders() {
        return headers.toBuilder()
                .setIfAbsent("content-type", "application/json")
                .build();
    }

    /** The host only: header fields may be secrets. */
    @Override
    public String toString() {
        return "Runtime[" + endpoint.getHost() + "]";
    }
}
