package ${package};

import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the upstream's JSON means. */
final class ${name}Wire {
    private ${name}Wire() {}

    static JsonValue parse(Bytes body) {
        return JsonValue.read(body)
                .filter(JsonValue::isObject)
                .orElseThrow(() -> GatewayException.of(ErrorKind.UPSTREAM, "${name} answered with something else than a JSON object"));
    }

    static String text(JsonValue json, String name) {
        return json.string(name)
                .orElseThrow(() -> GatewayException.of(ErrorKind.UPSTREAM, "${name}'s reply has no text \"" + name + "\""));
    }

    static Instant created(JsonValue json) {
        return Instant.ofEpochSecond(json.integer("created").orElse(0));
    }

    static StopReason stopReason(JsonValue json) {
        return switch (text(json, "end")) {
            case "stop" -> StopReason.END_TURN;
            case "limit" -> StopReason.MAX_TOKENS;
            default -> StopReason.OTHER;
        };
    }

    static Usage usage(JsonValue json) {
        return Usage.builder()
                .set(Usage.Bucket.INPUT, json.integer("in").orElse(0))
                .set(Usage.Bucket.OUTPUT, json.integer("out").orElse(0))
                .build();
    }

    /** {@code {"error": "a sentence"}}; what stands before the upstream may say anything. */
    static GatewayError error(UpstreamReply reply) {
        Optional<String> words = JsonValue.read(reply.body()).flatMap(json -> json.string("error"));
        GatewayError.Builder error = GatewayError.builder(
                        kind(reply.status()), words.orElse("${name} answered " + reply.status()))
                .status(reply.status())
                .fromUpstream();
        reply.headers()
                .first("retry-after")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .ifPresent(seconds -> error.retryAfter(Duration.ofSeconds(Long.parseLong(seconds))));
        return error.build();
    }

    private static ErrorKind kind(int status) {
        return switch (status) {
            case 401, 403 -> ErrorKind.AUTHENTICATION;
            case 429 -> ErrorKind.RATE_LIMIT;
            case 503 -> ErrorKind.OVERLOADED;
            default -> status < 500 ? ErrorKind.INVALID_REQUEST : ErrorKind.UPSTREAM;
        };
    }
}
