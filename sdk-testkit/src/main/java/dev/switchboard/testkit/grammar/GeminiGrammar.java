package dev.switchboard.testkit.grammar;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.testkit.framing.ReferenceFraming;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks one streamed reply of Google's: nothing but data lines and blank lines, each event a reply of its own with parts, the
 * reason to finish and the usage in the last one. Not safe for use by several threads.
 */
public final class GeminiGrammar {
    private final ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    private final ObjectNode whole = JsonNodeFactory.instance.objectNode();
    private String id = "";

    private GeminiGrammar() {}

    /**
     * Checks a whole stream of server-sent events with one candidate.
     *
     * @return the reply it amounts to
     * @throws AssertionError that names the rule and the event
     */
    public static JsonNode check(Bytes stream) {
        stream.utf8()
                .lines()
                .forEach(line -> Expectation.that(
                        line.isEmpty() || line.startsWith("data: "), "no line for Google's clients: " + line));
        Expectation.that(stream.utf8().endsWith("\n\n"), "no blank line after the last event");
        return check(ReferenceFraming.split(Framing.SSE, stream).stream()
                .map(event -> event.data().utf8())
                .filter(data -> !data.isEmpty())
                .toList());
    }

    private static JsonNode check(List<String> events) {
        GeminiGrammar grammar = new GeminiGrammar();
        for (int i = 0; i < events.size(); i++) {
            try {
                grammar.event(JsonMapper.shared().readTree(events.get(i)), i == events.size() - 1);
            } catch (AssertionError broken) {
                throw new AssertionError(broken.getMessage() + ": " + events.get(i), broken);
            }
        }
        return grammar.whole();
    }

    private void event(JsonNode event, boolean last) {
        Expectation.that(!event.has("error"), "an error");
        Expectation.equal(1, event.path("candidates").size(), "candidates");
        JsonNode candidate = event.path("candidates").get(0);
        Expectation.equal(last, candidate.path("finishReason").isString(), "whether it finishes");
        Expectation.that(last || !event.has("usageMetadata"), "usage before the end");
        if (id.isEmpty()) {
            id = event.path("responseId").asString("");
        }
        Expectation.equal(id, event.path("responseId").asString(""), "responseId");
        if (!candidate.has("logprobsResult")) {
            Expectation.equal("model", candidate.path("content").path("role").asString(""), "role");
            Expectation.that(!candidate.path("content").path("parts").isEmpty(), "no parts");
        }
        candidate.path("content").path("parts").forEach(this::part);
        if (last) {
            whole.set("finishReason", candidate.path("finishReason"));
            whole.set("groundingMetadata", candidate.path("groundingMetadata"));
            usage(event.path("usageMetadata"));
        }
    }

    private void part(JsonNode part) {
        boolean known = part.path("text").isString()
                || part.has("functionCall")
                || part.has("thoughtSignature")
                || part.has("inlineData");
        Expectation.that(known, "neither text nor call nor signature nor data");
        if (part.has("functionCall")) {
            Expectation.that(
                    !part.path("functionCall").path("name").asString("").isEmpty(), "the call has no name");
            Expectation.that(part.path("functionCall").path("args").isObject(), "args are not an object");
        }
        parts.add(part);
    }

    private void usage(JsonNode usage) {
        if (usage.isObject()) {
            long sum = usage.path("promptTokenCount").asLong()
                    + usage.path("candidatesTokenCount").asLong()
                    + usage.path("thoughtsTokenCount").asLong();
            Expectation.equal(sum, usage.path("totalTokenCount").asLong(-1), "totalTokenCount");
            whole.set("usageMetadata", usage);
        }
    }

    private JsonNode whole() {
        Expectation.that(whole.has("finishReason"), "the stream ends without a reason to finish");
        whole.set("parts", parts);
        return whole;
    }
}
