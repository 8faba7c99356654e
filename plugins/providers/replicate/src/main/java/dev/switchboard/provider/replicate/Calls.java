package dev.switchboard.provider.replicate;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.FollowUp;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.openai.Connection;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The calls that concern a prediction which has begun. */
final class Calls {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Connection connection;

    Calls(Connection connection) {
        this.connection = connection;
    }

    /** Looks at it again in a while; who does not wait for that ends it. */
    FollowUp lookLater(String id) {
        return new FollowUp(look(id), BETWEEN_LOOKS, true, Optional.of(cancel(id)));
    }

    /** Looks again after a reply that is not the last. */
    Optional<FollowUp> after(UpstreamReply reply) {
        Prediction prediction = Prediction.readAny(reply.body());
        return prediction.runs() ? Optional.of(lookLater(prediction.id())) : Optional.empty();
    }

    /** Asks how it is. */
    UpstreamRequest look(String id) {
        return call("GET", connection.url("/predictions/" + id, Optional.empty()), headers(), Framing.NDJSON);
    }

    /** Ends it. */
    UpstreamRequest cancel(String id) {
        return call(
                "POST", connection.url("/predictions/" + id + "/cancel", Optional.empty()), headers(), Framing.NDJSON);
    }

    /**
     * Reads its stream.
     *
     * @return empty if the address is none of Replicate's: the token must not go there
     */
    Optional<UpstreamRequest> stream(String address) {
        URI url;
        try {
            url = URI.create(address);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        Headers accepting =
                headers().toBuilder().set("accept", "text/event-stream").build();
        return isReplicates(url) ? Optional.of(call("GET", url, accepting, Framing.SSE)) : Optional.empty();
    }

    private boolean isReplicates(URI url) {
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        boolean known = ReplicateProviderFactory.DOMAINS.stream().anyMatch(domain -> host.endsWith("." + domain));
        return known && "https".equals(url.getScheme()) && url.getPort() < 0
                || connection.baseUrl().getRawAuthority().equals(url.getRawAuthority())
                        && connection.baseUrl().getScheme().equals(url.getScheme());
    }

    /** Without waiting: what a reply says now is what is asked for. */
    private Headers headers() {
        return connection.headers().toBuilder().remove("prefer").build();
    }

    private static UpstreamRequest call(String method, URI url, Headers headers, Framing framing) {
        return new UpstreamRequest(method, url, headers, Bytes.empty(), framing);
    }
}
