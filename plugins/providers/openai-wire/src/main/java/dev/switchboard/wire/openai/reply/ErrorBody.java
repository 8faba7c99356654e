package dev.switchboard.wire.openai.reply;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of an error, from whatever body a server sends with it.
 *
 * @param message what it says; empty if it says nothing
 * @param type    its {@code type}
 * @param code    its {@code code}, also a numeric one
 * @param param   its {@code param}
 * @param hint    more words that help to classify it, such as the error of a provider behind the server
 */
record ErrorBody(String message, Optional<String> type, Optional<String> code, Optional<String> param, String hint) {
    private static final int LONGEST_MESSAGE = 4_000;
    private static final int LONGEST_HTML = 64 * 1024;
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]{1,500})", Pattern.CASE_INSENSITIVE);

    /** Members that hold the message, in the order in which they are believed. */
    private static final List<String> MESSAGES =
            List.of("message", "msg", "detail", "error_message", "error_msg", "error_description", "title", "reason");

    static ErrorBody read(Bytes body) {
        return JsonValue.read(body)
                .filter(json -> json.isObject() || json.isArray())
                .map(ErrorBody::read)
                .orElseGet(() -> words(plain(body)));
    }

    /** Reads {@code {"error": ...}}, or an object that is the error itself, or a list of either. */
    static ErrorBody read(JsonValue body) {
        if (body.isArray()) {
            return body.elements().isEmpty() ? words("") : read(body.elements().getFirst());
        }
        JsonValue error = body.get("error");
        if (error.isObject()) {
            return of(error, body);
        }
        if (!error.isBlank() && error.string().isPresent() && message(body).isEmpty()) {
            return new ErrorBody(cut(error.string().get()), body.filled("type"), code(body), body.filled("param"), "");
        }
        JsonValue first = body.get("errors").elements().stream().findFirst().orElse(JsonValue.MISSING);
        return first.isObject() ? of(first, body) : of(body, body);
    }

    private static ErrorBody of(JsonValue error, JsonValue envelope) {
        String message = message(error)
                .or(() -> message(envelope))
                .orElseGet(() -> error.text().text());
        String inner = error.get("innererror").filled("code").orElse("");
        String behind = error.get("metadata").get("raw").string().orElse("");
        return new ErrorBody(
                cut(message + FilterFindings.in(error)),
                error.filled("type"),
                code(error),
                error.filled("param"),
                cut(inner + " " + behind));
    }

    private static Optional<String> code(JsonValue error) {
        return error.get("code").scalar().or(() -> error.get("status").string());
    }

    private static Optional<String> message(JsonValue error) {
        return MESSAGES.stream()
                .map(error::get)
                .filter(value -> !value.isBlank())
                .map(ErrorBody::text)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    /** A text; or the messages of a validator's list; or whatever an object says. */
    private static String text(JsonValue message) {
        if (message.isArray()) {
            return message.elements().stream().map(ErrorBody::text).collect(Collectors.joining("; "));
        }
        if (!message.isObject()) {
            return message.scalar().orElseGet(() -> message.text().text());
        }
        String said = message(message).orElseGet(() -> message.text().text());
        String where = message.get("loc").elements().stream()
                .flatMap(step -> step.scalar().stream())
                .collect(Collectors.joining("."));
        return where.isEmpty() ? said : where + ": " + said;
    }

    private static ErrorBody words(String message) {
        return new ErrorBody(cut(message), Optional.empty(), Optional.empty(), Optional.empty(), "");
    }

    private static String plain(Bytes body) {
        String text =
                body.slice(0, Math.min(body.length(), LONGEST_HTML)).utf8().strip();
        if (!text.startsWith("<")) {
            return text.startsWith("\"")
                    ? JsonValue.read(body).flatMap(JsonValue::string).orElse(text)
                    : text;
        }
        Matcher title = TITLE.matcher(text);
        return title.find() ? title.group(1).strip() : "";
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
    }
}
