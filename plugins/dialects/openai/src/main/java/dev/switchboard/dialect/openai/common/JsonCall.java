package dev.switchboard.dialect.openai.common;

import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.GatewayHeaders;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/** A body of JSON, of which the gateway must know a few members at once; wrong types are refused here. */
public final class JsonCall {
    private final JsonDocument document;
    private final JsonObject head;

    /** Reads a body. @throws dev.switchboard.spi.json.JsonSyntaxException if it is no JSON object */
    public JsonCall(Bytes body) {
        document = JsonDocument.parse(body);
        head = JsonObject.of(document);
    }

    /** A member that must be there. */
    public JsonField require(String name) {
        return head.require(name);
    }

    /** A member that is a string. */
    public Optional<String> string(String name) {
        return head.string(name);
    }

    /** Whether the caller wants a stream. */
    public boolean stream() {
        return head.bool("stream").orElse(false);
    }

    /** The model's name, which must be there. */
    public String model() {
        JsonField model = head.require("model");
        return model.asString().isBlank()
                ? model.failValue("the name of a model; GET /v1/models lists them")
                : model.asString();
    }

    /**
     * The call.
     *
     * @param reader makes the canonical request from a body whose members have not been read
     */
    public <Q> Call<Q> toCall(HttpRequest request, String model, boolean stream, Function<JsonObject, Q> reader) {
        Optional<String> user = head.string("user").or(() -> head.string("safety_identifier"));
        return Call.builder(model, () -> reader.apply(JsonObject.of(document))).stream(stream)
                .options(GatewayHeaders.read(request.headers(), user, stream))
                .body(document)
                .build();
    }
}
