package dev.switchboard.wire.anthropic;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.provider.Target;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * A server that offers the format as Anthropic itself does.
 *
 * @param baseUrl          absolute, without the version, such as {@code https://api.anthropic.com}
 * @param headers          what each call carries, the credentials included
 * @param fallbackHeaders  what a call carries whose caller did not say it, such as {@code anthropic-version}
 * @param defaultMaxTokens the limit of output tokens of a translated call that names none; positive
 */
public record Server(URI baseUrl, Headers headers, Headers fallbackHeaders, long defaultMaxTokens) implements Hosting {
    /** @throws IllegalArgumentException if the base URL cannot be one; the message is for the operator */
    public Server {
        Objects.requireNonNull(headers);
        Objects.requireNonNull(fallbackHeaders);
        String scheme = String.valueOf(baseUrl.getScheme());
        if (!scheme.matches("(?i)https?") || baseUrl.getHost() == null || baseUrl.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "base-url: expected an absolute http or https URL without user name, such as"
                            + " https://api.anthropic.com");
        }
        if (baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null) {
            throw new IllegalArgumentException("base-url: expected a URL without query and fragment");
        }
    }

    /** Base URLs are written with and without the version: SDKs of this format want them without, others with it. */
    @Override
    public URI url(Call call, Target target, boolean stream, Optional<String> query) {
        String base = baseUrl.toString().replaceFirst("/+$", "").replaceFirst("/v1$", "");
        String path = call == Call.MESSAGES ? "/v1/messages" : "/v1/messages/count_tokens";
        return URI.create(base + path + query.map(text -> "?" + text).orElse(""));
    }

    /** The host only: header fields are secrets. */
    @Override
    public String toString() {
        return "Server[" + baseUrl.getHost() + "]";
    }
}
