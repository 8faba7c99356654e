package dev.switchboard.dialect.openai;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.json.JsonWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes errors in OpenAI's shape. */
public final class Errors {
    private static final String INVALID_REQUEST = "invalid_request_error";
    private static final String SERVER = "server_error";

    private Errors() {}

    /** OpenAI's words for a kind of error. @param code null where OpenAI has none */
    private record Words(String type, @Nullable String code) {}

    /** A request that breaks a rule. */
    public static GatewayException invalid(String message, String param, String code) {
        return GatewayError.builder(ErrorKind.INVALID_REQUEST, message)
                .type(INVALID_REQUEST)
                .param(param)
                .code(code)
                .build()
                .asException();
    }

    /** A request that the upstream might serve in OpenAI's own format, but that has no canonical form. */
    static GatewayException unsupported(String message, String param) {
        return GatewayError.builder(ErrorKind.UNSUPPORTED, message)
                .type(INVALID_REQUEST)
                .param(param)
                .code("unsupported_parameter")
                .build()
                .asException();
    }

    /** The whole reply. */
    public static HttpReply reply(GatewayError error) {
        Headers.Builder headers = Headers.builder().add("content-type", "application/json");
        if (!error.fromUpstream() && cannotHeal(error.kind())) {
            headers.add("x-should-retry", "false");
        }
        return new HttpReply(error.status(), headers.build(), write(error).bytes());
    }

    /** The envelope, as it also stands in a stream. */
    static JsonWriter write(GatewayError error) {
        Words words = words(error.kind());
        JsonWriter json = new JsonWriter().object().object("error");
        json.string("message", error.message()).string("type", error.type().orElse(words.type()));
        json.stringOrNull("param", error.param());
        json.stringOrNull("code", error.code().or(() -> ownCode(error, words)));
        return json.endObject().endObject();
    }

    /** A code of ours must not stand beside an upstream's words. */
    private static Optional<String> ownCode(GatewayError error, Words words) {
        return error.fromUpstream() ? Optional.empty() : Optional.ofNullable(words.code());
    }

    /** Every SDK obeys {@code x-should-retry}; without it, some repeat a bad key or a spent budget many times. */
    private static boolean cannotHeal(ErrorKind kind) {
        return !kind.isTransient() && kind != ErrorKind.INTERNAL;
    }

    /** The code by which clients tell an error: the source's own, or OpenAI's for its kind; empty if there is none. */
    public static Optional<String> code(GatewayError error) {
        return error.code().or(() -> Optional.ofNullable(words(error.kind()).code()));
    }

    private static Words words(ErrorKind kind) {
        return switch (kind) {
            case INVALID_REQUEST -> new Words(INVALID_REQUEST, null);
            case CONTEXT_WINDOW -> new Words(INVALID_REQUEST, "context_length_exceeded");
            case CONTENT_POLICY -> new Words(INVALID_REQUEST, "content_policy_violation");
            case UNSUPPORTED -> new Words(INVALID_REQUEST, "unsupported_parameter");
            case AUTHENTICATION -> new Words(INVALID_REQUEST, "invalid_api_key");
            case PERMISSION -> new Words(INVALID_REQUEST, "permission_denied");
            case NOT_FOUND -> new Words(INVALID_REQUEST, "not_found");
            case METHOD_NOT_ALLOWED -> new Words(INVALID_REQUEST, "method_not_supported");
            case REQUEST_TIMEOUT -> new Words(INVALID_REQUEST, "request_timeout");
            case TOO_LARGE -> new Words(INVALID_REQUEST, "request_too_large");
            case RATE_LIMIT -> new Words("rate_limit_error", "rate_limit_exceeded");
            case QUOTA -> new Words("insufficient_quota", "insufficient_quota");
            case CANCELLED -> new Words(INVALID_REQUEST, "request_cancelled");
            case INTERNAL -> new Words(SERVER, "internal_error");
            case UPSTREAM -> new Words(SERVER, "upstream_error");
            case OVERLOADED -> new Words(SERVER, "overloaded");
            case UPSTREAM_TIMEOUT -> new Words(SERVER, "upstream_timeout");
            default -> new Words(SERVER, null);
        };
    }
}
