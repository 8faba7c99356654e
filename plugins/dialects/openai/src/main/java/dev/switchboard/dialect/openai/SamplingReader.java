package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the members that chat and text completions share. */
final class SamplingReader {
    private SamplingReader() {}

    static void read(JsonObject body, ChatRequest.Builder request) {
        request.stream(body.bool("stream").orElse(false));
        body.get("stream_options"); // between the caller and the gateway
        body.number("temperature").ifPresent(request::temperature);
        body.number("top_p").ifPresent(request::topP);
        body.integer("top_k").ifPresent(request::topK);
        body.number("frequency_penalty").ifPresent(request::frequencyPenalty);
        body.number("presence_penalty").ifPresent(request::presencePenalty);
        body.integer("seed").ifPresent(request::seed);
        body.integer("n").ifPresent(request::choices);
        body.get("stop").ifPresent(stop -> request.stop(strings(stop)));
        Optional<String> identifier = body.string("safety_identifier");
        body.string("user").or(() -> identifier).ifPresent(request::user);
        body.get("metadata").ifPresent(metadata -> request.metadata(labels(metadata.asObject())));
        body.string("service_tier").ifPresent(request::serviceTier);
        body.string("prompt_cache_key").ifPresent(request::promptCacheKey);
    }

    /** A string, or a list of them. */
    static List<String> strings(JsonField value) {
        if (value.isString()) {
            return List.of(value.asString());
        }
        return value.isArray()
                ? value.asArray().stream().map(JsonField::asString).toList()
                : value.fail("a string or an array of strings");
    }

    private static Map<String, String> labels(JsonObject metadata) {
        Map<String, String> labels = new LinkedHashMap<>();
        metadata.names().forEach(name -> metadata.string(name).ifPresent(value -> labels.put(name, value)));
        return labels;
    }
}
