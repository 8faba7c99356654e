package dev.switchboard.provider.cohere;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.wire.openai.reply.ErrorReader;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns Cohere's errors, {@code {"message": ...}} and no code, into the gateway's. Most kinds follow the status; the words tell
 * apart what shares one.
 */
final class CohereErrors {
    private static final Map<String, ErrorKind> BY_PHRASE = Map.of(
            "too many tokens", ErrorKind.CONTEXT_WINDOW,
            "blocked input", ErrorKind.CONTENT_POLICY,
            "calls / month", ErrorKind.QUOTA);

    private CohereErrors() {}

    static GatewayError read(UpstreamReply reply) {
        GatewayError error = ErrorReader.read(reply);
        String words = error.message().toLowerCase(Locale.ROOT);
        Optional<ErrorKind> kind = error.status() >= 500
                ? Optional.empty()
                : BY_PHRASE.entrySet().stream()
                        .filter(phrase -> words.contains(phrase.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
        return kind.map(known -> withKind(error, known)).orElse(error);
    }

    private static GatewayError withKind(GatewayError error, ErrorKind kind) {
        GatewayError.Builder builder = GatewayError.builder(kind, error.message())
                .status(error.status())
                .fromUpstream();
        error.type().ifPresent(builder::type);
        error.code().ifPresent(builder::code);
        error.param().ifPresent(builder::param);
        error.retryAfter().ifPresent(builder::retryAfter);
        return builder.build();
    }
}
