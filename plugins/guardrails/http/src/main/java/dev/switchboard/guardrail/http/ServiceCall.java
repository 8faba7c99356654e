package dev.switchboard.guardrail.http;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.upstream.Outbound;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.util.List;
import java.util.Optional;

/** The service's contract: one POST of JSON with all texts, one JSON object back. What does not keep it is a failure. */
final class ServiceCall {
    private static final int LONGEST_REASON = 500;

    private final HttpConfig config;
    private final Outbound outbound;

    ServiceCall(HttpConfig config, Outbound outbound) {
        this.config = config;
        this.outbound = outbound;
    }

    /** A text and who speaks. */
    record Spoken(String role, String text) {}

    /**
     * What the service says.
     *
     * @param replacements in {@link Action#REPLACE} one for each text, empty where the text stays
     */
    record Answer(Action action, String reason, List<Optional<String>> replacements) {}

    /** What is to be done. */
    enum Action {
        ALLOW,
        BLOCK,
        REPLACE
    }

    /** Asks. @throws GatewayException if the service does not answer, or not by the contract */
    Answer ask(HttpConfig.Side side, List<Spoken> texts, ExchangeContext exchange) {
        Bytes question = question(side, texts, exchange);
        if (question.length() > config.maxText().bytes()) {
            throw failure("has more text to check than max-text");
        }
        UpstreamReply reply =
                outbound.send(UpstreamRequest.post(config.url(), config.headers(), question), config.timeout());
        if (reply.status() != 200) {
            throw failure("answered " + reply.status());
        }
        if (reply.body().length() > config.maxText().bytes()) {
            throw failure("answered with more than max-text");
        }
        JsonValue answer = JsonValue.read(reply.body())
                .filter(JsonValue::isObject)
                .orElseThrow(() -> failure("answered with something else than a JSON object"));
        return read(answer, texts.size());
    }

    private static Bytes question(HttpConfig.Side side, List<Spoken> texts, ExchangeContext exchange) {
        JsonWriter json = new JsonWriter()
                .object()
                .string("check", side == HttpConfig.Side.REQUEST ? "request" : "reply")
                .string("exchange", exchange.id())
                .string("caller", exchange.caller().id())
                .string("model", exchange.model())
                .string("operation", exchange.operation())
                .bool("stream", exchange.stream())
                .array("texts");
        texts.forEach(text -> json.object()
                .string("role", text.role())
                .string("text", text.text())
                .endObject());
        return json.endArray().endObject().bytes();
    }

    private Answer read(JsonValue answer, int texts) {
        String reason = answer.filled("reason")
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_REASON)))
                .orElse("");
        return switch (answer.string("action").orElse("")) {
            case "allow" -> new Answer(Action.ALLOW, reason, List.of());
            case "block" -> new Answer(Action.BLOCK, reason.isEmpty() ? "The content was refused." : reason, List.of());
            case "replace" -> new Answer(Action.REPLACE, reason.isEmpty() ? "changed" : reason, texts(answer, texts));
            default -> throw failure("answered without an action (expected: allow, block or replace)");
        };
    }

    private List<Optional<String>> texts(JsonValue answer, int expected) {
        List<JsonValue> texts = answer.get("texts").elements();
        if (texts.size() != expected || !texts.stream().allMatch(text -> text.isString() || text.isNull())) {
            throw failure("answered replace without a text or null for each of the " + expected + " texts");
        }
        return texts.stream().map(JsonValue::string).toList();
    }

    private GatewayException failure(String what) {
        return GatewayException.of(
                ErrorKind.UPSTREAM, "the guardrail service at " + config.url().getHost() + " " + what);
    }
}
