package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.util.Set;

/** Writes errors in Anthropic's shape. */
final class Errors {
    /** The documented types: another format's word in this place would mean nothing to a client. */
    private static final Set<String> TYPES = Set.of(
            "invalid_request_error",
            "authentication_error",
            "billing_error",
            "permission_error",
            "not_found_error",
            "conflict_error",
            "request_too_large",
            "rate_limit_error",
            "timeout_error",
            "api_error",
            "overloaded_error");

    /** A spent budget: clients of this format show it and stop, where they would repeat a 429. */
    private static final int PAYMENT_REQUIRED = 402;

    private Errors() {}

    /** The whole reply. */
    static HttpReply reply(GatewayError error) {
        Headers.Builder headers = Headers.builder().add("content-type", "application/json");
        if (!error.fromUpstream() && cannotHeal(error.kind())) {
            headers.add("x-should-retry", "false");
        }
        return new HttpReply(
                status(error),
                headers.build(),
                new JsonWriter().raw(json(error)).bytes());
    }

    private static int status(GatewayError error) {
        boolean ownQuota = error.kind() == ErrorKind.QUOTA && !error.fromUpstream();
        return ownQuota && error.status() == ErrorKind.QUOTA.status() ? PAYMENT_REQUIRED : error.status();
    }

    /** The envelope, as it also stands in a stream. */
    static JsonText json(GatewayError error) {
        return new JsonWriter()
                .object()
                .string("type", "error")
                .object("error")
                .string("type", error.type().filter(TYPES::contains).orElseGet(() -> type(error.kind())))
                .string("message", error.message())
                .string("code", error.code())
                .string("param", error.param())
                .endObject()
                .endObject()
                .text();
    }

    /** The SDKs and Claude Code obey {@code x-should-retry}; without it some repeat a bad key many times. */
    private static boolean cannotHeal(ErrorKind kind) {
        return !kind.isTransient() && kind != ErrorKind.INTERNAL;
    }

    private static String type(ErrorKind kind) {
        return switch (kind) {
            case AUTHENTICATION -> "authentication_error";
            case PERMISSION -> "permission_error";
            case NOT_FOUND -> "not_found_error";
            case TOO_LARGE -> "request_too_large";
            case RATE_LIMIT -> "rate_limit_error";
            case QUOTA -> "billing_error";
            case OVERLOADED -> "overloaded_error";
            case REQUEST_TIMEOUT, UPSTREAM_TIMEOUT -> "timeout_error";
            case INTERNAL, UPSTREAM -> "api_error";
            default -> "invalid_request_error";
        };
    }
}
