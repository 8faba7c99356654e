package dev.switchboard.provider.replicate;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.reply.Replies;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One run of a model: how it is asked for, and what became of it. Each model has inputs of its own. */
final class Prediction {
    /** The member in which callers give a model's own inputs, which replace those made of their format's members. */
    static final String INPUT = "input";

    private static final String DEPLOYMENTS = "deployments/";
    private static final String EXPECTED = "a prediction";

    private final JsonValue json;

    private Prediction(JsonValue json) {
        this.json = json;
    }

    /**
     * Asks for one.
     *
     * @param model {@code OWNER/NAME}, {@code OWNER/NAME:VERSION} or {@code deployments/OWNER/NAME}
     * @param input what the caller's members mean
     * @param own   the caller's own inputs
     */
    static UpstreamRequest request(
            Connection connection, String model, Map<String, JsonText> input, Optional<JsonText> own, Changes changes) {
        Map<String, JsonText> all = new LinkedHashMap<>(input);
        own.map(JsonValue::of)
                .ifPresent(inputs -> inputs.members().forEach((name, value) -> all.put(name, value.text())));
        int colon = model.indexOf(':');
        JsonWriter json = new JsonWriter().object();
        String path;
        if (colon >= 0) {
            json.string("version", model.substring(colon + 1));
            path = "/predictions";
        } else if (model.startsWith(DEPLOYMENTS)) {
            path = "/" + model + "/predictions";
        } else {
            path = "/models/" + model + "/predictions";
        }
        json.object(INPUT).raw(all).endObject().endObject();
        return UpstreamRequest.post(connection.url(path, Optional.empty()), connection.jsonHeaders(), json.bytes())
                .withChanges(changes.list());
    }

    /**
     * Reads one that is done.
     *
     * @throws dev.switchboard.spi.error.GatewayException if it is none, has failed, or runs on
     */
    static Prediction read(Bytes body) {
        JsonValue json =
                JsonValue.read(body).filter(JsonValue::isObject).orElseThrow(() -> Replies.unexpected(EXPECTED));
        String status = json.string("status").orElseThrow(() -> Replies.unexpected(EXPECTED));
        if (!status.equals("succeeded")) {
            throw unfinished(json, status).asException();
        }
        return new Prediction(json);
    }

    private static GatewayError unfinished(JsonValue json, String status) {
        String id = json.string("id").orElse("");
        Optional<String> why = json.filled("error");
        GatewayError.Builder error = switch (status) {
            case "failed" ->
                GatewayError.builder(ErrorKind.UPSTREAM, why.orElse("the prediction " + id + " has failed"));
            case "canceled", "aborted" ->
                GatewayError.builder(ErrorKind.UPSTREAM, "the prediction " + id + " was cancelled");
            default ->
                GatewayError.builder(
                        ErrorKind.UPSTREAM_TIMEOUT,
                        "the prediction " + id + " is still \"" + status
                                + "\" after the minute that Replicate waits; it goes on there");
        };
        return error.fromUpstream().build();
    }

    String id() {
        return json.string("id").orElse("");
    }

    /** As the upstream calls it. */
    String model() {
        return json.filled("model").or(() -> json.filled("version")).orElse("");
    }

    Instant created() {
        try {
            return json.string("created_at").map(Instant::parse).orElse(Instant.EPOCH);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    /** The texts of the output: language models answer with many, which belong together, others with one. */
    List<String> outputs() {
        JsonValue output = json.get("output");
        return Stream.concat(
                        output.string().stream(), output.elements().stream().flatMap(each -> each.string().stream()))
                .toList();
    }

    /** A count among what the model says of its run; language models count tokens. */
    long metric(String name) {
        return Replies.count(json.get("metrics"), name);
    }
}
