package dev.switchboard.spi.dialect;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.admission.RateLimits;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A format that callers speak: its paths, how requests are read, and how replies, streams and errors are written. */
@ConsumerType
public interface Dialect extends Component {
    /** The name, such as {@code openai}; unique among the installed dialects. */
    String name();

    /** Its operations, fixed for its life. */
    List<Endpoint<?, ?, ?>> endpoints();

    /**
     * Whether a request that matches no endpoint looks like one of this dialect's, so that its error is written in it.
     */
    boolean claims(HttpRequest request);

    /**
     * Writes an error before anything else was sent. The words of an error that came from an upstream stay as they are. The
     * gateway adds {@code retry-after} and request ids itself.
     */
    HttpReply error(GatewayError error);

    /** The header fields that tell the caller how much of its rates is left; OpenAI's names unless the format has its own. */
    default Headers rateLimits(RateLimits limits) {
        Headers.Builder headers = Headers.builder();
        limits.requests().ifPresent(window -> RateLimitFields.openAi(headers, "requests", window));
        limits.tokens().ifPresent(window -> RateLimitFields.openAi(headers, "tokens", window));
        return headers.build();
    }
}
