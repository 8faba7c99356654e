package dev.switchboard.spi.example;

import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonSyntaxException;
import dev.switchboard.spi.usage.Usage;
import java.time.Instant;

/** What Acme's JSON means. */
final class AcmeWire {
    private AcmeWire() {}

    static JsonDocument parse(Bytes body) {
        try {
            return JsonDocument.parse(body);
        } catch (JsonSyntaxException e) {
            throw GatewayException.of(ErrorKind.UPSTREAM, "Acme answered with " + e.getMessage());
        }
    }

    static String string(JsonDocument json, String name) {
        return json.string(name)
                .orElseThrow(
                        () -> GatewayException.of(ErrorKind.UPSTREAM, "Acme's reply has no text \"" + name + "\""));
    }

    static Instant created(JsonDocument json) {
        return Instant.ofEpochSecond(number(json, "created"));
    }

    static StopReason stopReason(JsonDocument json) {
        return switch (string(json, "end")) {
            case "stop" -> StopReason.END_TURN;
            case "limit" -> StopReason.MAX_TOKENS;
            default -> StopReason.OTHER;
        };
    }

    // @start region="usage"
    /** Acme counts cached tokens as input, too: {@code "in": 12, "cached": 4, "out": 3} is 8, 4 and 3 in buckets. */
    static Usage usage(JsonDocument json) {
        long cached = number(json, "cached");
        return Usage.builder()
                .set(Usage.Bucket.INPUT, number(json, "in") - cached)
                .set(Usage.Bucket.CACHE_READ, cached)
                .set(Usage.Bucket.OUTPUT, number(json, "out"))
                .build();
    }
    // @end

    private static long number(JsonDocument json, String name) {
        try {
            return json.value(name).map(value -> Long.parseLong(value.utf8())).orElse(0L);
        } catch (NumberFormatException e) {
            throw GatewayException.of(ErrorKind.UPSTREAM, "Acme's \"" + name + "\" is not a whole number");
        }
    }
}
