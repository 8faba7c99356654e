package dev.switchboard.wire.gemini.relay;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.gemini.GeminiConnection;
import dev.switchboard.wire.gemini.reply.ErrorReader;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Relays one operation. The model stands in the address; a body changes only where it names the model as well. The caller's
 * query goes on, since it says how a stream is framed.
 */
public final class GeminiRelay implements Relay {
    /**
     * Caller's header fields that do not go on: those that describe this connection or this body, and the one that names whose
     * account pays, which the operator decides.
     */
    private static final Set<String> KEPT_BACK = Set.of(
            "accept-encoding", "content-encoding", "content-length", "content-type", "host", "x-goog-user-project");

    private final GeminiConnection connection;
    private final String action;
    private final Optional<String> streamAction;

    private GeminiRelay(GeminiConnection connection, String action, Optional<String> streamAction) {
        this.connection = connection;
        this.action = action;
        this.streamAction = streamAction;
    }

    /** Relays content generation, plain or streamed as the caller asks. */
    public static GeminiRelay generate(GeminiConnection connection) {
        return new GeminiRelay(connection, "generateContent", Optional.of("streamGenerateContent"));
    }

    /** Relays an operation without streams. */
    public static GeminiRelay of(GeminiConnection connection, String action) {
        return new GeminiRelay(connection, action, Optional.empty());
    }

    @Override
    public UpstreamRequest encode(RelayRequest request, Target target) {
        ModelNames.replace(request.body(), connection.resource(target.model()));
        String chosen = streamAction.filter(any -> request.stream()).orElse(action);
        URI url = connection.url(target.model(), chosen, request.query());
        Framing framing = asksForSse(request.query()) ? Framing.SSE : Framing.JSON_ARRAY;
        return new UpstreamRequest(
                "POST", url, headers(request.headers()), request.body().build(), framing);
    }

    /** Without {@code alt=sse} a stream is an array whose elements come one by one. */
    private static boolean asksForSse(Optional<String> query) {
        return query.filter(text -> List.of(text.split("&", -1)).contains("alt=sse"))
                .isPresent();
    }

    private Headers headers(Headers caller) {
        Headers kept = caller.filter(name -> !KEPT_BACK.contains(name.toLowerCase(Locale.ROOT))
                && !connection.headers().has(name));
        return kept.toBuilder().addAll(connection.jsonHeaders()).build();
    }

    @Override
    public RelayObserver observer(RelayRequest request) {
        return new ReplyObserver();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
