package dev.switchboard.provider.compatible;

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
 * @param vendor       a name of the catalogue
 * @param baseUrl      replaces the vendor's; needed without one
 * @param apiKey       sent as bearer token
 * @param headers      more fields of each call
 * @param capabilities replaces what the catalogue knows of the vendor
 * @param quirks       where the server departs from the format
 */
@Description("Any server that speaks OpenAI's format: a known vendor by name, or another by its base URL.")
public record CompatibleConfig(
        @Description("A known vendor, such as groq; docs/providers/openai-compatible.md lists them.")
        Optional<String> vendor,

        @Description(
                "Where to call, up to and including the version. Needed without a vendor, else it replaces the vendor's.")
        Optional<URI> baseUrl,

        @Description("Sent as bearer token. Not needed for servers of your own that ask for none.") @Secret
        Optional<String> apiKey,

        @Description("More header fields of each call; they replace those of the caller.") @Secret
        Map<String, String> headers,

        @Description(
                "What the server offers, of chat, completions, embeddings, moderations, images, speech, transcriptions, rerank,"
                        + " responses and stored-responses; by default what the catalogue knows of the vendor, or all but the"
                        + " last two without one.")
        List<Capability> capabilities,

        @Description("Where the server departs from the format.")
        QuirksConfig quirks) {
    /** @throws IllegalArgumentException if nothing says where to call, or a header field is malformed */
    public CompatibleConfig {
        if (vendor.isEmpty() && baseUrl.isEmpty()) {
            throw new IllegalArgumentException("neither vendor nor base-url: set vendor to a known name, such as"
                    + " \"vendor: groq\", or base-url to the server's address, such as"
                    + " \"base-url: http://localhost:8000/v1\"");
        }
        apiKey = apiKey.map(String::strip).filter(key -> !key.isEmpty());
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> Headers.of(name, value));
        capabilities = List.copyOf(capabilities);
    }

    /** Vendor and host only: the rest is secret. */
    @Override
    public String toString() {
        return "CompatibleConfig[" + vendor.orElse("")
                + baseUrl.map(url -> " " + url.getHost()).orElse("") + "]";
    }
}
