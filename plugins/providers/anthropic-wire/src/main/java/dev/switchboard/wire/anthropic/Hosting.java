package dev.switchboard.wire.anthropic;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.Framing;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where and how a server offers the format. Anthropic's own API has the model in the body and its version in a header; clouds
 * put the model into the address and the version into the body, and may frame streams otherwise. Pure and safe for use by any
 * number of threads.
 */
public interface Hosting {
    /** What a server can be asked for. */
    enum Call {
        /** A conversation turn. */
        MESSAGES,
        /** How many tokens one would take in. */
        COUNT_TOKENS
    }

    /**
     * The address of a call.
     *
     * @param stream whether the reply shall be streamed
     * @param query  the caller's query, as it was sent; empty for a translated call
     */
    URI url(Call call, Target target, boolean stream, Optional<String> query);

    /** The header fields of each call, the credentials included; they replace those of the caller. */
    Headers headers();

    /** Header fields for a call that has none of that name. */
    default Headers fallbackHeaders() {
        return Headers.none();
    }

    /** The members of the body by which the server tells model and version, in order. */
    default Map<String, JsonText> head(Target target) {
        return Map.of("model", JsonText.string(target.model()));
    }

    /** Whether the body says if the reply shall be streamed; otherwise the address does. */
    default boolean streamInBody() {
        return true;
    }

    /** Whether the names of beta features stand in the body, as {@code anthropic_beta}; otherwise in a header field. */
    default boolean betasInBody() {
        return false;
    }

    /** How the events of a streamed reply are told apart. */
    default Framing framing() {
        return Framing.SSE;
    }

    /** The limit of output tokens of a translated call that names none, which the format does not allow; positive. */
    long defaultMaxTokens();
}
