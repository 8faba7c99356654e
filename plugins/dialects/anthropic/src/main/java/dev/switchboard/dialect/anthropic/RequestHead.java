package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.dialect.BeyondTextFinder;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.GatewayHeaders;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.MemberListener;
import java.util.Optional;

/** Reads what the gateway needs of a body at once; a body that is relayed is not read any further. */
final class RequestHead {
    private RequestHead() {}

    static Call<ChatRequest> read(HttpRequest request, Bytes bytes, MemberListener listener) {
        BeyondTextFinder beyondText = new BeyondTextFinder(bytes, OpenBounds.SIGNS);
        JsonDocument document = JsonDocument.parse(bytes, beyondText.and(listener));
        JsonObject body = JsonObject.of(document);
        JsonField model = body.require("model");
        if (model.asString().isBlank()) {
            model.failValue("the name of a model; GET /v1/models lists them");
        }
        if (body.require("messages").isEmptyArray()) {
            throw GatewayException.of(ErrorKind.INVALID_REQUEST, "messages: at least one message is required");
        }
        boolean stream = body.bool("stream").orElse(false);
        Optional<String> user = body.object("metadata").flatMap(metadata -> metadata.string("user_id"));
        return Call.builder(model.asString(), () -> ChatRequestReader.read(JsonObject.of(document), request.headers()))
                .stream(stream)
                .usageRequested(true)
                .maxOutputTokens(body.count("max_tokens"))
                .serviceTier(
                        body.get("service_tier").filter(JsonField::isString).map(JsonField::asString))
                .beyondText(() -> OpenBounds.of(JsonObject.of(document), beyondText.found()))
                .options(GatewayHeaders.read(request.headers(), user, stream))
                .body(document)
                .build();
    }
}
