package dev.switchboard.testkit.grammar;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.testkit.framing.ReferenceFraming;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks one streamed chat completion: chunks without event names and without a member {@code error}, one id and time, one role
 * and one reason to finish for each choice, tool calls numbered without gaps, and the mark at the end. Not safe for use by
 * several threads.
 */
public final class ChatGrammar {
    private final Map<Integer, StreamedChoice> choices = new TreeMap<>();
    private JsonNode first = JsonNodeFactory.instance.missingNode();
    private JsonNode usage = JsonNodeFactory.instance.missingNode();
    private boolean over;

    private ChatGrammar() {}

    /**
     * Checks a whole stream.
     *
     * @return the chat completion it amounts to
     * @throws AssertionError that names the rule and the chunk
     */
    public static JsonNode check(Bytes stream) {
        ChatGrammar grammar = new ChatGrammar();
        ReferenceFraming.split(Framing.SSE, stream).forEach(grammar::event);
        Expectation.that(grammar.over, "the stream ends without [DONE]");
        return grammar.whole();
    }

    private void event(UpstreamEvent event) {
        if (event.data().isEmpty()) {
            return;
        }
        String data = event.data().utf8();
        try {
            Expectation.that(event.name().isEmpty(), "it has a name");
            Expectation.that(!over, "it comes after [DONE]");
            over = data.equals("[DONE]");
            if (!over) {
                chunk(JsonMapper.shared().readTree(data));
            }
        } catch (AssertionError broken) {
            throw new AssertionError(broken.getMessage() + ": " + data, broken);
        }
    }

    private void chunk(JsonNode chunk) {
        Expectation.that(!chunk.has("error"), "clients take any member error for an error");
        Expectation.equal("chat.completion.chunk", chunk.path("object").asString(), "object");
        Expectation.that(chunk.path("created").isIntegralNumber(), "created is not an integer");
        if (first.isMissingNode()) {
            first = chunk;
        }
        for (String member : new String[] {"id", "created", "model"}) {
            Expectation.equal(first.path(member), chunk.path(member), member);
        }
        Expectation.that(usage.isMissingNode(), "it comes after the usage");
        for (JsonNode choice : chunk.path("choices")) {
            choices.computeIfAbsent(choice.path("index").asInt(-1), _ -> new StreamedChoice())
                    .add(choice);
        }
        if (chunk.path("usage").isObject()) {
            usage = chunk.path("usage");
            Expectation.that(chunk.path("choices").isEmpty(), "choices beside the usage");
            long sum = usage.path("prompt_tokens").asLong()
                    + usage.path("completion_tokens").asLong();
            Expectation.equal(sum, usage.path("total_tokens").asLong(-1), "total_tokens");
        }
    }

    private JsonNode whole() {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        ArrayNode all = whole.putArray("choices");
        choices.forEach((index, choice) -> all.add(choice.whole()));
        Expectation.that(!all.isEmpty(), "the stream has no choice");
        whole.set("id", first.path("id"));
        if (!usage.isMissingNode()) {
            whole.set("usage", usage);
        }
        return whole;
    }
}
