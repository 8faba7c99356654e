package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.dialect.BeyondTextFinder;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.GatewayHeaders;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.MemberListener;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What the gateway needs of every request before anything else is known. What is missing is refused here, since a request that
 * is relayed is not read any further.
 */
final class RequestHead {
    private static final long MAX_ANSWERS = 1_000;
    /** No answer is longer; beyond it products overflow. */
    private static final long MAX_TOKENS = 1_000_000_000;

    private static final String COLLECTION = "models/";

    private final HttpRequest request;
    private final JsonDocument document;
    private final BeyondTextFinder beyondText;

    RequestHead(HttpRequest request, Bytes body) {
        this(request, body, MemberListener.NONE);
    }

    /** @param listener hears of all members of the body */
    RequestHead(HttpRequest request, Bytes body, MemberListener listener) {
        this.request = request;
        beyondText = new BeyondTextFinder(body, OpenBounds.SIGNS);
        document = JsonDocument.parse(body, beyondText.and(listener));
    }

    /** The model's name; some SDKs put the collection before it that the path already names. */
    String model() {
        String name = request.pathVariable("model").orElse("");
        return name.startsWith(COLLECTION) ? name.substring(COLLECTION.length()) : name;
    }

    /** The body's members. */
    Fields fields() {
        return new Fields(JsonObject.of(document));
    }

    /** Refuses a body without such a list, or with an empty one. */
    void requireList(String name) {
        JsonField list = fields().require(name);
        if (!list.isObject() && list.isEmptyArray()) {
            throw Errors.invalid(name + ": empty (expected: at least one element)", name);
        }
    }

    /**
     * Starts the call.
     *
     * @param reader makes the canonical request from members that have not been read
     */
    <Q> Call.Builder<Q> call(boolean stream, Function<Fields, Q> reader) {
        return Call.<Q>builder(model(), () -> reader.apply(fields())).stream(stream)
                .maxOutputTokens(maxOutputTokens())
                .serviceTier(serviceTier())
                .beyondText(() -> OpenBounds.of(JsonObject.of(document), beyondText.found()))
                .options(GatewayHeaders.read(withTimeout(request.headers()), Optional.empty(), stream))
                .body(document);
    }

    private Optional<String> serviceTier() {
        JsonObject body = JsonObject.of(document);
        return body.get("serviceTier")
                .or(() -> body.get("service_tier"))
                .filter(JsonField::isString)
                .map(JsonField::asString);
    }

    /** Both spellings of a member mean the same; what is not an object is for the reader of the rest to refuse. */
    private OptionalLong maxOutputTokens() {
        JsonObject body = JsonObject.of(document);
        Optional<JsonObject> config = body.get("generationConfig")
                .or(() -> body.get("generation_config"))
                .filter(JsonField::isObject)
                .map(JsonField::asObject);
        if (config.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong limit = either(config.get(), "maxOutputTokens", "max_output_tokens");
        long answers = either(config.get(), "candidateCount", "candidate_count").orElse(1);
        return limit.isEmpty()
                ? limit
                : OptionalLong.of(Math.min(limit.getAsLong(), MAX_TOKENS) * Math.clamp(answers, 1, MAX_ANSWERS));
    }

    private static OptionalLong either(JsonObject object, String name, String other) {
        OptionalLong first = object.count(name);
        return first.isPresent() ? first : object.count(other);
    }

    /** Google's SDKs say in a field of their own how long they will wait for the whole reply. */
    private static Headers withTimeout(Headers headers) {
        return headers.first("x-server-timeout")
                .map(seconds -> headers.toBuilder()
                        .setIfAbsent("x-stainless-timeout", seconds)
                        .build())
                .orElse(headers);
    }
}
