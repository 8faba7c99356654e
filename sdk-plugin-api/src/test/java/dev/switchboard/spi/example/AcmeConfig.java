package dev.switchboard.spi.example;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import dev.switchboard.spi.http.Headers;
import java.net.URI;

// @start region="config"
/** The settings of one connection. */
@Description("Acme's API.")
public record AcmeConfig(
        @Description("Sent as bearer token.") @Secret String apiKey,

        @Description("Where to call.") @Default("https://api.acme.example/v1")
        URI baseUrl) {
    /** Checks what the types cannot say. */
    public AcmeConfig {
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("api-key: \"\" (expected: a key of https://acme.example/keys)");
        }
    }

    URI url(String path) {
        return URI.create(baseUrl + path);
    }

    Headers headers() {
        return Headers.of("authorization", bearer(), "content-type", "application/json");
    }

    String bearer() {
        return "Bearer " + apiKey;
    }
}
// @end
