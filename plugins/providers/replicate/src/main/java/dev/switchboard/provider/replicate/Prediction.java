package dev.switchboard.provider.replicate;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.reply.Replies;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One run of a model: how it is asked for, and what became of it. Each model has inputs of its own. */
final class Prediction {
    /** The member in which callers give a model's own inputs, which replace those made of their format's members. */
    static final String INPUT = "input";

    /** As it stands in paths, so that no other path can be made of it. */
    private static final Pattern ID = Pattern.compile("[\\w-]+");

    private static final Set<String> ENDS = Set.of("succeeded", "failed", "canceled", "aborted");
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
     * @throws dev.switchboard.spi.error.GatewayException if it is none, has failed, or is not done
     */
    static Prediction read(Bytes body) {
        Prediction prediction = readAny(body);
        prediction.requireNoFailure();
        if (!prediction.isDone()) {
            throw error(
                    ErrorKind.UPSTREAM,
                    "the prediction " + prediction.id() + " is \"" + prediction.status() + "\" (expected: succeeded)");
        }
        return prediction;
    }

    /**
     * Reads one, whatever became of it.
     *
     * @throws dev.switchboard.spi.error.GatewayException if it is none
     */
    static Prediction readAny(Bytes body) {
        JsonValue json =
                JsonValue.read(body).filter(JsonValue::isObject).orElseThrow(() -> Replies.unexpected(EXPECTED));
        boolean named = json.string("id").filter(id -> ID.matcher(id).matches()).isPresent();
        if (!named || json.string("status").isEmpty()) {
            throw Replies.unexpected(EXPECTED);
        }
        return new Prediction(json);
    }

    /** @throws dev.switchboard.spi.error.GatewayException if it has come to nothing */
    void requireNoFailure() {
        switch (status()) {
            case "failed" ->
                throw error(
                        ErrorKind.UPSTREAM,
                        json.filled("error").orElseGet(() -> "the prediction " + id() + " has failed"));
            case "canceled", "aborted" -> throw error(ErrorKind.UPSTREAM, "the prediction " + id() + " was cancelled");
            default -> {}
        }
    }

    private static GatewayException error(ErrorKind kind, String message) {
        return GatewayError.builder(kind, message).fromUpstream().build().asException();
    }

    /** Whether it has come to its end and has its whole output. */
    boolean isDone() {
        return status().equals("succeeded");
    }

    /** Whether it has yet to come to any end. */
    boolean runs() {
        return !ENDS.contains(status());
    }

    private String status() {
        return json.string("status").orElse("");
    }

    /** Where its output can be read while it comes, if its model gives it in pieces. */
    Optional<String> stream() {
        return json.get("urls").filled("stream");
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

    /** What it says of its run; language models count tokens. */
    Usage usage() {
        JsonValue metrics = json.get("metrics");
        return Usage.builder()
                .set(Bucket.INPUT, Replies.count(metrics, "input_token_count"))
                .set(Bucket.OUTPUT, Replies.count(metrics, "output_token_count"))
                .build();
    }
}
