package dev.switchboard.provider.bedrock.reply;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import java.time.Duration;
import java.util.Optional;

/** Turns Bedrock's errors into the gateway's; the words stay Bedrock's, and its exception's name becomes the code. */
public final class ErrorReader {
    private static final int LONGEST_MESSAGE = 4_000;
    private static final String MESSAGE_TYPE = ":message-type";

    private ErrorReader() {}

    /** Reads a reply with a status of 400 or more. */
    public static GatewayError read(UpstreamReply reply) {
        JsonValue json = json(reply.body());
        String name = reply.headers()
                .first("x-amzn-errortype")
                .or(() -> json.filled("__type"))
                .or(() -> json.filled("code"))
                .map(ErrorReader::bare)
                .orElse("");
        String message =
                message(json).orElse("the upstream answered with status " + reply.status() + " and without a message");
        GatewayError.Builder error = GatewayError.builder(ErrorKinds.of(name, message, reply.status()), message)
                .status(reply.status())
                .fromUpstream();
        retryAfter(reply.headers()).ifPresent(error::retryAfter);
        return withCode(error, name);
    }

    /** Reads the error that an event of a stream stands for; empty if it stands for none. */
    public static Optional<GatewayError> inStream(UpstreamEvent event) {
        return switch (event.attributes().getOrDefault(MESSAGE_TYPE, "")) {
            case "exception" -> Optional.of(exception(event));
            case "error" -> Optional.of(fault(event));
            default -> Optional.empty();
        };
    }

    private static GatewayError exception(UpstreamEvent event) {
        JsonValue json = json(event.data());
        String name = event.attributes().getOrDefault(":exception-type", event.name());
        String message = message(json).orElse("the upstream's stream ended with a " + name);
        ErrorKind kind = json.integer("originalStatusCode").isPresent()
                ? ErrorKinds.of("", message, status(json))
                : ErrorKinds.of(name, message, 0);
        return withCode(GatewayError.builder(kind, message).fromUpstream(), name);
    }

    /** What the model's own server answered behind Bedrock. */
    private static int status(JsonValue json) {
        return Math.clamp(json.integer("originalStatusCode").orElse(0), 400, 599);
    }

    private static GatewayError fault(UpstreamEvent event) {
        String name = event.attributes().getOrDefault(":error-code", "");
        String message = event.attributes().getOrDefault(":error-message", "the upstream's stream ended with an error");
        return withCode(
                GatewayError.builder(ErrorKinds.of(name, message, 0), message).fromUpstream(), name);
    }

    private static GatewayError withCode(GatewayError.Builder error, String name) {
        return name.isEmpty() ? error.build() : error.code(name).build();
    }

    private static JsonValue json(Bytes body) {
        return JsonValue.read(body).orElse(JsonValue.MISSING);
    }

    private static Optional<String> message(JsonValue json) {
        return json.filled("message")
                .or(() -> json.filled("Message"))
                .or(() -> json.get("error").filled("message"))
                .map(text -> text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...");
    }

    /** Without the name space before it and the address behind it. */
    private static String bare(String type) {
        return type.replaceFirst(":.*$", "").replaceFirst("^.*#", "").strip();
    }

    private static Optional<Duration> retryAfter(Headers headers) {
        return headers.first("retry-after")
                .filter(value -> value.matches("[0-9]{1,7}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
}
