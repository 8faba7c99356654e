package dev.switchboard.dialect.openai;

import dev.switchboard.spi.dialect.BeyondText;
import dev.switchboard.spi.dialect.BeyondTextFinder;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.GatewayHeaders;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.MemberListener;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The members that the gateway needs of every body before anything else is known. Wrong types are refused here, since a
 * request that is relayed is not read any further.
 */
public final class RequestHead {
    private static final List<String> LIMITS = List.of("max_completion_tokens", "max_tokens", "max_output_tokens");
    private static final long MAX_ANSWERS = 1_000;
    /** No answer is longer; beyond it products overflow. */
    private static final long MAX_TOKENS = 1_000_000_000;

    private final JsonObject body;
    private final JsonDocument document;
    private final BeyondTextFinder beyondText;

    /** Reads the top level. @throws dev.switchboard.spi.json.JsonSyntaxException if it is not an object */
    public RequestHead(Bytes bytes) {
        this(bytes, MemberListener.NONE);
    }

    /** Reads the top level and tells of all members. @throws dev.switchboard.spi.json.JsonSyntaxException as the other */
    public RequestHead(Bytes bytes, MemberListener listener) {
        beyondText = OpenBounds.finder(bytes);
        document = JsonDocument.parse(bytes, beyondText.and(listener));
        body = JsonObject.of(document);
    }

    /** What members at any depth say of it, to which more may be added. */
    BeyondText.Builder beyondText() {
        return beyondText.found();
    }

    /** A member that is there and not null. */
    public Optional<JsonField> get(String name) {
        return body.get(name);
    }

    /** A member that must be there. */
    public JsonField require(String name) {
        return body.require(name);
    }

    /**
     * The call.
     *
     * @param reader makes the canonical request from a body whose members have not been read
     */
    <Q> Call<Q> toCall(HttpRequest request, Function<JsonObject, Q> reader) {
        return call(request, reader).build();
    }

    /** The call, to which more may be said. @param reader as for {@link #toCall} */
    public <Q> Call.Builder<Q> call(HttpRequest request, Function<JsonObject, Q> reader) {
        boolean stream = body.bool("stream").orElse(false);
        Optional<String> user = body.string("user").or(() -> body.string("safety_identifier"));
        return Call.builder(model(), () -> reader.apply(JsonObject.of(document))).stream(stream)
                .usageRequested(usageRequested())
                .maxOutputTokens(maxOutputTokens())
                .serviceTier(
                        body.get("service_tier").filter(JsonField::isString).map(JsonField::asString))
                .options(GatewayHeaders.read(request.headers(), user, stream))
                .body(document);
    }

    private String model() {
        JsonField value = body.require("model");
        String model = value.asString();
        if (model.isBlank()) {
            throw Errors.invalid(
                    "Invalid 'model': empty string. Expected the name of a model; GET /v1/models lists them.",
                    "model",
                    "empty_string");
        }
        return model;
    }

    /** Chat has two names for it, responses a third; a value of the wrong type is for whoever reads the rest to refuse. */
    private OptionalLong maxOutputTokens() {
        for (String name : LIMITS) {
            OptionalLong limit = body.count(name);
            if (limit.isPresent()) {
                return OptionalLong.of(Math.min(limit.getAsLong(), MAX_TOKENS) * answers());
            }
        }
        return OptionalLong.empty();
    }

    private long answers() {
        long most = Math.max(body.count("n").orElse(1), body.count("best_of").orElse(1));
        return Math.clamp(most, 1, MAX_ANSWERS);
    }

    private boolean usageRequested() {
        return body.get("stream_options")
                .map(JsonField::asObject)
                .flatMap(options -> options.bool("include_usage"))
                .orElse(false);
    }
}
