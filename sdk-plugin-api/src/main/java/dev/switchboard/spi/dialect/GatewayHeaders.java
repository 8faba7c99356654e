package dev.switchboard.spi.dialect;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonSyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a caller asks of the gateway itself, the same in every dialect. It stands in header fields only: a body member would have to be taken out
 * before the body goes on, and might be one that the upstream knows.
 */
public final class GatewayHeaders {
    private static final double MAX_SECONDS = 86_400;

    private final CallOptions.Builder options = CallOptions.builder();
    private final boolean stream;
    private @Nullable Duration ownTimeout;
    private @Nullable Duration clientTimeout;

    private GatewayHeaders(boolean stream) {
        this.stream = stream;
    }

    /**
     * Reads the options.
     *
     * @param user   the end user that the body names; a header goes before it
     * @param stream whether the caller wants a stream
     * @throws GatewayException of kind {@link ErrorKind#INVALID_REQUEST} that names the header field
     */
    public static CallOptions read(Headers headers, Optional<String> user, boolean stream) {
        GatewayHeaders reader = new GatewayHeaders(stream);
        user.ifPresent(reader.options::user);
        headers.forEach(reader::take);
        Duration timeout = reader.ownTimeout != null ? reader.ownTimeout : reader.clientTimeout;
        if (timeout != null) {
            reader.options.timeout(timeout);
        }
        return reader.options.build();
    }

    private void take(String name, String value) {
        if (name.length() < 3 || (name.charAt(0) | 0x20) != 'x' || name.charAt(1) != '-' || value.isBlank()) {
            return;
        }
        switch (name.toLowerCase(Locale.ROOT)) {
            case "x-switchboard-user", "x-litellm-customer-id", "x-litellm-end-user-id" -> options.user(value);
            case "x-switchboard-session", "x-litellm-session-id" -> options.session(value);
            case "x-switchboard-tags", "x-litellm-tags" -> takeEach(value, options::tag);
            case "x-switchboard-fallbacks" -> takeEach(value, options::fallback);
            case "x-switchboard-retries", "x-litellm-num-retries" -> options.retries(requireNumber(name, value));
            case "x-switchboard-region" -> options.region(value.strip());
            case "x-switchboard-priority" -> options.priority(requirePriority(name, value));
            case "x-switchboard-timeout", "x-litellm-timeout" -> ownTimeout = requireSeconds(name, value);
            case "x-stainless-timeout", "x-stainless-read-timeout" -> takeClientTimeout(value);
            case "x-switchboard-prompt-id" -> options.promptId(value);
            case "x-switchboard-prompt-variables" -> takeVariables(name, value);
            default -> {
                // not for us
            }
        }
    }

    private static void takeEach(String list, Consumer<String> taker) {
        for (String item : list.split(",")) {
            if (!item.isBlank()) {
                taker.accept(item.strip());
            }
        }
    }

    private static int requireNumber(String name, String value) {
        if (!value.matches("[0-9]{1,3}")) {
            throw invalid(name, "\"" + value + "\" (expected: a whole number from 0 to 999)");
        }
        return Integer.parseInt(value);
    }

    private static CallOptions.Priority requirePriority(String name, String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "low" -> CallOptions.Priority.LOW;
            case "normal" -> CallOptions.Priority.NORMAL;
            case "high" -> CallOptions.Priority.HIGH;
            default -> throw invalid(name, "\"" + value + "\" (expected: low, normal or high)");
        };
    }

    /** What the SDK will wait for: for a plain reply all of it, for a stream only the silence between two events. */
    private void takeClientTimeout(String value) {
        if (!stream) {
            clientTimeout = seconds(value); // sent by an SDK, not by a person: nobody is helped by a refusal
        }
    }

    private void takeVariables(String name, String value) {
        try {
            JsonDocument variables = JsonDocument.parse(Bytes.utf8(value));
            for (String variable : variables.names()) {
                variables.text(variable).ifPresent(text -> options.promptVariable(variable, text));
            }
        } catch (JsonSyntaxException e) {
            throw invalid(name, "expected a JSON object in one line; " + e.getMessage());
        }
    }

    private static Duration requireSeconds(String name, String value) {
        Duration parsed = seconds(value);
        if (parsed == null) {
            throw invalid(
                    name, "\"" + value + "\" (expected: seconds, more than 0 and at most 86400, such as 30 or 2.5)");
        }
        return parsed;
    }

    private static @Nullable Duration seconds(String value) {
        try {
            double seconds = Double.parseDouble(value);
            long millis = Math.round(seconds * 1000);
            return seconds <= MAX_SECONDS && millis >= 1 ? Duration.ofMillis(millis) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static GatewayException invalid(String name, String problem) {
        return GatewayError.builder(ErrorKind.INVALID_REQUEST, "Invalid header '" + name + "': " + problem + ".")
                .param(name)
                .code("invalid_header")
                .build()
                .asException();
    }
}
