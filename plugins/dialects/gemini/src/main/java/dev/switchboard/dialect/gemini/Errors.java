package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.json.JsonWriter;
import java.util.Set;

/** Writes errors in Google's shape, with the details that Google's SDKs and tools look for. */
final class Errors {
    private static final String TYPES = "type.googleapis.com/google.rpc.";

    /** The names of Google's codes; an upstream of another format may have other words for the type. */
    private static final Set<String> STATUSES = Set.of(
            "INVALID_ARGUMENT",
            "FAILED_PRECONDITION",
            "OUT_OF_RANGE",
            "UNAUTHENTICATED",
            "PERMISSION_DENIED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "ABORTED",
            "RESOURCE_EXHAUSTED",
            "CANCELLED",
            "UNKNOWN",
            "INTERNAL",
            "DATA_LOSS",
            "UNIMPLEMENTED",
            "UNAVAILABLE",
            "DEADLINE_EXCEEDED");

    private Errors() {}

    /** A request that breaks a rule. */
    static GatewayException invalid(String message, String param) {
        return GatewayError.builder(ErrorKind.INVALID_REQUEST, message)
                .param(param)
                .build()
                .asException();
    }

    /** A request that Gemini might serve, but that has no canonical form. */
    static GatewayException unsupported(String message, String param) {
        return GatewayError.builder(ErrorKind.UNSUPPORTED, message)
                .param(param)
                .build()
                .asException();
    }

    /** The whole reply. */
    static HttpReply reply(GatewayError error) {
        Headers headers = Headers.of("content-type", "application/json; charset=UTF-8");
        JsonWriter out = new JsonWriter();
        write(out, error);
        return new HttpReply(error.status(), headers, out.bytes());
    }

    /** The envelope, as it also stands in a stream. */
    static void write(JsonWriter out, GatewayError error) {
        out.object()
                .object("error")
                .integer("code", error.status())
                .string("message", error.message())
                .string("status", status(error));
        if (error.code().isPresent()
                || error.param().isPresent()
                || error.retryAfter().isPresent()) {
            out.array("details");
            error.code()
                    .ifPresent(code -> out.object()
                            .string("@type", TYPES + "ErrorInfo")
                            .string("reason", code)
                            .endObject());
            error.param()
                    .ifPresent(param -> out.object()
                            .string("@type", TYPES + "BadRequest")
                            .array("fieldViolations")
                            .object()
                            .string("field", param)
                            .endObject()
                            .endArray()
                            .endObject());
            error.retryAfter()
                    .ifPresent(wait -> out.object()
                            .string("@type", TYPES + "RetryInfo")
                            .string("retryDelay", JsonWriter.number(wait.toMillis() / 1000.0) + "s")
                            .endObject());
            out.endArray();
        }
        out.endObject().endObject();
    }

    private static String status(GatewayError error) {
        return error.type().filter(STATUSES::contains).orElseGet(() -> status(error.kind()));
    }

    private static String status(ErrorKind kind) {
        return switch (kind) {
            case AUTHENTICATION -> "UNAUTHENTICATED";
            case PERMISSION -> "PERMISSION_DENIED";
            case NOT_FOUND -> "NOT_FOUND";
            case METHOD_NOT_ALLOWED -> "UNIMPLEMENTED";
            case RATE_LIMIT, QUOTA -> "RESOURCE_EXHAUSTED";
            case CANCELLED -> "CANCELLED";
            case INTERNAL, UPSTREAM -> "INTERNAL";
            case OVERLOADED -> "UNAVAILABLE";
            case REQUEST_TIMEOUT, UPSTREAM_TIMEOUT -> "DEADLINE_EXCEEDED";
            default -> "INVALID_ARGUMENT";
        };
    }
}
