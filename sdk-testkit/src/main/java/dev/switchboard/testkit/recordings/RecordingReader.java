package dev.switchboard.testkit.recordings;

import dev.switchboard.testkit.http.Header;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads one file of the recordings' format. */
final class RecordingReader {
    /** Numbers keep their digits: 1.0 stays 1.0. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private RecordingReader() {}

    static Recording read(Path folder, Path file) {
        try {
            String id = folder.relativize(file).toString().replace('\\', '/').replaceFirst("\\.json$", "");
            return recording(id, MAPPER.readTree(file));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalStateException("recording " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Recording recording(String id, JsonNode file) {
        return new Recording(
                id,
                file.required("provider").stringValue(),
                file.required("endpoint").stringValue(),
                capabilities(file.required("capability")),
                text(file.path("model")),
                file.required("fidelity").stringValue(),
                file.path("truncated").booleanValue(false),
                request(file.path("request")),
                response(file.required("response")));
    }

    private static Set<String> capabilities(JsonNode names) {
        return names.valueStream().map(JsonNode::stringValue).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Recording.Request> request(JsonNode request) {
        if (!request.isObject()) {
            return Optional.empty();
        }
        return Optional.of(new Recording.Request(
                request.required("method").stringValue(),
                request.required("url").stringValue(),
                headers(request.path("headers")),
                text(request.path("body"))));
    }

    private static Recording.Response response(JsonNode response) {
        boolean stream = response.has("stream") || response.has("stream_base64");
        return new Recording.Response(
                response.required("status").intValue(), headers(response.path("headers")), body(response), stream);
    }

    private static byte[] body(JsonNode response) {
        for (String name : List.of("stream_base64", "body_base64")) {
            if (response.has(name)) {
                return Base64.getDecoder().decode(response.get(name).stringValue());
            }
        }
        String text = text(response.has("stream") ? response.get("stream") : response.path("body")).orElse("");
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Header> headers(JsonNode headers) {
        return headers.propertyStream()
                .map(header -> new Header(header.getKey(), header.getValue().stringValue()))
                .toList();
    }

    /** Text as it is, any other JSON value as JSON text. */
    private static Optional<String> text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(value.isString() ? value.stringValue() : value.toString());
    }
}
