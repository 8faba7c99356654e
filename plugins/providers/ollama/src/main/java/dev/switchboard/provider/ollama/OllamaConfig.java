package dev.switchboard.provider.ollama;

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
 * @param baseUrl       without {@code /api}
 * @param apiKey        sent as bearer token
 * @param contextWindow tokens, at least 1; Ollama's {@code num_ctx}
 * @param keepAlive     a duration as Ollama writes it
 * @param headers       more fields of each call
 */
@Description("Ollama's own API, of a server of yours or of Ollama's cloud.")
public record OllamaConfig(
        @Description("Where to call, without /api.") @Default("http://localhost:11434")
        URI baseUrl,

        @Description("Sent as bearer token; needed at https://ollama.com and behind a proxy that asks for one.") @Secret
        Optional<String> apiKey,

        @Description(
                "Tokens of context that models are loaded with, unless the caller says num_ctx. Ollama's default is small, and"
                        + " it cuts what is longer without a word.")
        Optional<Integer> contextWindow,

        @Description(
                "How long a model stays loaded after a call, such as 30m; -1m for ever, 0s to unload it at once. By default"
                        + " what the server is set to.")
        Optional<String> keepAlive,

        @Description("More header fields of each call; they replace those of the caller.") @Secret
        Map<String, String> headers) {
    /** @throws IllegalArgumentException if a value cannot be, or a header field is malformed */
    public OllamaConfig {
        apiKey = apiKey.map(String::strip).filter(key -> !key.isEmpty());
        contextWindow.filter(tokens -> tokens < 1).ifPresent(tokens -> {
            throw new IllegalArgumentException(
                    "context-window: " + tokens + " (expected: a number of tokens, such as 16384)");
        });
        keepAlive
                .filter(value -> !value.matches("-?([0-9]+(\\.[0-9]+)?(ms|s|m|h))+"))
                .ifPresent(value -> {
                    throw new IllegalArgumentException("keep-alive: \"" + value
                            + "\" (expected: a duration with its unit, such as 30m, 1h30m or -1m)");
                });
        headers = Map.copyOf(headers);
        fields(apiKey, headers);
    }

    /** The header fields of each call. */
    Headers callHeaders() {
        return fields(apiKey, headers);
    }

    private static Headers fields(Optional<String> apiKey, Map<String, String> headers) {
        Headers.Builder fields = Headers.builder();
        apiKey.ifPresent(key -> fields.add("authorization", "Bearer " + key));
        headers.forEach(fields::set);
        return fields.build();
    }

    /** The host only: the rest is secret. */
    @Override
    public String toString() {
        return "OllamaConfig[" + baseUrl.getHost() + "]";
    }
}
