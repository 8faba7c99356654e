package dev.switchboard.dialect.openai.responses;

import dev.switchboard.dialect.openai.Errors;
import dev.switchboard.dialect.openai.OpenAiDialect;
import dev.switchboard.dialect.openai.common.Paths;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.dialect.GatewayHeaders;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.operation.ResourceRequest;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code /responses/{id}} and what lies below: calls on a response that the provider keeps. The gateway keeps none and so does
 * not know who has it; a header field names a model whose provider does.
 */
public final class StoredResponseEndpoint implements Endpoint<ResourceRequest, UpstreamReply, StreamEvent.None> {
    private static final String MODEL_HEADER = "x-switchboard-model";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private final String method;
    private final String below;

    private StoredResponseEndpoint(String method, String below) {
        this.method = method;
        this.below = below;
    }

    /** {@code GET /responses/{id}}. */
    public static StoredResponseEndpoint retrieve() {
        return new StoredResponseEndpoint("GET", "");
    }

    /** {@code DELETE /responses/{id}}. */
    public static StoredResponseEndpoint delete() {
        return new StoredResponseEndpoint("DELETE", "");
    }

    /** {@code POST /responses/{id}/cancel}. */
    public static StoredResponseEndpoint cancel() {
        return new StoredResponseEndpoint("POST", "/cancel");
    }

    /** {@code GET /responses/{id}/input_items}. */
    public static StoredResponseEndpoint inputItems() {
        return new StoredResponseEndpoint("GET", "/input_items");
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public List<String> paths() {
        return Paths.of("/responses/{id}" + below);
    }

    @Override
    public Operation<ResourceRequest, UpstreamReply, StreamEvent.None> operation() {
        return Operation.RESOURCE;
    }

    @Override
    public Wire wire() {
        return Wire.OPENAI_STORED_RESPONSES;
    }

    @Override
    public Call<ResourceRequest> read(HttpRequest request, Bytes body) {
        String id = id(request);
        if (request.queryParameter("stream").filter("true"::equals).isPresent()) {
            throw Errors.invalid(
                    "Invalid 'stream': true. Expected a response in one piece; ask again until it is complete.",
                    "stream",
                    "unsupported_value");
        }
        String model = request.headers()
                .first(MODEL_HEADER)
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> Errors.invalid(
                        "Missing header '" + MODEL_HEADER
                                + "': the gateway keeps no responses. Expected the name of the model that '" + id
                                + "' was asked of, whose provider may keep it.",
                        MODEL_HEADER,
                        "missing_required_parameter"));
        Optional<String> query =
                request.query().filter(ignored -> request.queryParameter("key").isEmpty()); // a key is for the gateway
        return Call.builder(model, () -> new ResourceRequest(method, "/responses/" + id + below, query, body))
                .options(GatewayHeaders.read(request.headers(), Optional.empty(), false))
                .nativeOnly(Optional.of("response_id"))
                .build();
    }

    private static String id(HttpRequest request) {
        String id = request.pathVariable("id").orElse("");
        if (!ID.matcher(id).matches()) {
            throw Errors.invalid(
                    "Invalid 'response_id': expected letters, digits, hyphens and underscores.",
                    "response_id",
                    "invalid_value");
        }
        return id;
    }

    @Override
    public HttpReply write(UpstreamReply response, Call<ResourceRequest> call) {
        return OpenAiDialect.json(response.body());
    }
}
