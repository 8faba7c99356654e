package ${package};

import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import dev.switchboard.spi.http.Headers;
import java.net.URI;

/** The settings of one connection. */
@Description("${name}'s API.")
public record ${name}Config(
        @Description("Sent as bearer token.") @Secret String apiKey,

        @Description("Where to call.") URI baseUrl) {
    /** Checks what the types cannot say. */
    public ${name}Config {
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("api-key: \"\" (expected: a key of ${name}'s)");
        }
    }

    URI url(String path) {
        return URI.create(baseUrl + path);
    }

    Headers headers() {
        return Headers.of("authorization", "Bearer " + apiKey, "content-type", "application/json");
    }
}
