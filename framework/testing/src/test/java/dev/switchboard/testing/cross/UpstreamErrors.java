package dev.switchboard.testing.cross;

import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.testkit.http.Reply;
import java.util.List;
import java.util.Map;

/**
 * Errors as the makers of the formats document them, for any status, with every header field that says something about the
 * call.
 */
final class UpstreamErrors {
    /** Those the makers document, and those of servers that stand in between. */
    static final List<Integer> STATUSES = List.of(
            400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 413, 415, 418, 422, 424, 425, 429, 451, 498, 500, 502,
            503, 504, 524, 529);

    static final String MESSAGE = "No \"such\" luck: Zürich — 不";
    static final String PARAM = "messages[2].content";
    static final String REASON = "some_code";

    static final Map<String, String> HEADERS = Map.of(
            "retry-after", "7",
            "retry-after-ms", "6500",
            "x-should-retry", "true",
            "request-id", "req_of_anthropic",
            "x-request-id", "req_of_openai",
            "x-ratelimit-remaining-tokens", "149984",
            "anthropic-ratelimit-requests-reset", "2026-11-21T00:00:00Z");

    private static final Map<Integer, String> ANTHROPIC_TYPES = Map.of(
            401, "authentication_error",
            402, "billing_error",
            403, "permission_error",
            404, "not_found_error",
            413, "request_too_large",
            429, "rate_limit_error",
            500, "api_error",
            504, "timeout_error",
            529, "overloaded_error");

    private static final Map<Integer, String> GOOGLE_STATUSES = Map.of(
            401, "UNAUTHENTICATED",
            403, "PERMISSION_DENIED",
            404, "NOT_FOUND",
            409, "ABORTED",
            429, "RESOURCE_EXHAUSTED",
            500, "INTERNAL",
            503, "UNAVAILABLE",
            504, "DEADLINE_EXCEEDED");

    private UpstreamErrors() {}

    /** What the maker of the format calls an error with that status. */
    static String type(ChatFormat format, int status) {
        return switch (format) {
            case CHAT, RESPONSES -> status < 500 ? "invalid_request_error" : "server_error";
            case MESSAGES -> ANTHROPIC_TYPES.getOrDefault(status, status < 500 ? "invalid_request_error" : "api_error");
            case GEMINI -> GOOGLE_STATUSES.getOrDefault(status, status < 500 ? "INVALID_ARGUMENT" : "INTERNAL");
        };
    }

    /** Whether the format has a short code for machines, and names the field at fault. */
    static boolean hasCode(ChatFormat format) {
        return format != ChatFormat.MESSAGES;
    }

    static String body(ChatFormat format, int status) {
        JsonWriter json = new JsonWriter().object();
        switch (format) {
            case CHAT, RESPONSES ->
                json.object("error")
                        .string("message", MESSAGE)
                        .string("type", type(format, status))
                        .string("param", PARAM)
                        .string("code", REASON);
            case MESSAGES ->
                json.string("type", "error")
                        .object("error")
                        .string("type", type(format, status))
                        .string("message", MESSAGE);
            case GEMINI ->
                json.object("error")
                        .integer("code", status)
                        .string("message", MESSAGE)
                        .string("status", type(format, status))
                        .array("details")
                        .object()
                        .string("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                        .string("reason", REASON)
                        .endObject()
                        .object()
                        .string("@type", "type.googleapis.com/google.rpc.BadRequest")
                        .array("fieldViolations")
                        .object()
                        .string("field", PARAM)
                        .endObject()
                        .endArray()
                        .endObject()
                        .endArray();
        }
        return json.endObject().endObject().text().text();
    }

    static Reply reply(ChatFormat format, int status) {
        var reply = Reply.status(status).json(body(format, status));
        HEADERS.forEach(reply::header);
        return reply.build();
    }
}
