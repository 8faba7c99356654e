package dev.switchboard.testkit.grammar;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.testkit.framing.ReferenceFraming;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks one streamed response of OpenAI's: the order of its events, that numbers rise and names stay, and that what is said to
 * be done is the sum of what was said before, up to the whole response at the end. Not safe for use by several threads.
 */
public final class ResponsesGrammar {
    private static final Set<String> LAST =
            Set.of("response.completed", "response.incomplete", "response.failed", "error");

    private final List<StreamedItem> items = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private long sequence = -1;
    private String id = "";
    private String last = "";
    private JsonNode response = JsonNodeFactory.instance.nullNode();

    private ResponsesGrammar() {}

    /**
     * Checks a whole stream.
     *
     * @return the response as its last event says it; null in JSON after an {@code error}
     * @throws AssertionError that names the rule and the event
     */
    public static JsonNode check(Bytes stream) {
        ResponsesGrammar grammar = new ResponsesGrammar();
        ReferenceFraming.split(Framing.SSE, stream).forEach(grammar::event);
        Expectation.that(!grammar.last.isEmpty(), "the stream ends without a last event");
        return grammar.response;
    }

    private void event(UpstreamEvent event) {
        if (event.data().isEmpty() || event.data().utf8().equals("[DONE]")) {
            return;
        }
        JsonNode data = JsonMapper.shared().readTree(event.data().utf8());
        try {
            String type = data.path("type").asString();
            Expectation.that(event.name().isEmpty() || event.name().equals(type), "its name is not its type");
            Expectation.that(last.isEmpty(), "it comes after " + last);
            number(data);
            read(type, data);
        } catch (AssertionError broken) {
            throw new AssertionError(broken.getMessage() + ": " + event.data().utf8(), broken);
        }
    }

    private void number(JsonNode data) {
        long next = data.path("sequence_number").asLong(-1);
        Expectation.that(next > sequence, "its number does not rise above " + sequence);
        sequence = next;
    }

    private void read(String type, JsonNode data) {
        if (LAST.contains(type)) {
            last = type;
        }
        switch (type) {
            case "response.created" -> create(data.path("response"));
            case "response.in_progress", "response.queued" -> same(data.path("response"));
            case "response.output_item.added" -> add(data);
            case "response.completed", "response.incomplete" -> complete(type, data.path("response"));
            case "response.failed" -> fail(data.path("response"));
            case "error" -> Expectation.that(data.path("message").isString(), "it has no message");
            default -> item(data).event(type, data);
        }
    }

    private void create(JsonNode created) {
        Expectation.that(sequence == 0, "it is not the first");
        id = created.path("id").asString();
        Expectation.that(!id.isEmpty(), "the response has no id");
        same(created);
        Expectation.that(created.path("output").isEmpty(), "output before its items");
    }

    private void same(JsonNode beginning) {
        Expectation.that(!id.isEmpty(), "it comes before response.created");
        Expectation.equal(id, beginning.path("id").asString(), "id of the response");
        Expectation.equal("response", beginning.path("object").asString(), "object");
        Expectation.that(beginning.path("created_at").isNumber(), "created_at is not a number");
        Expectation.that(beginning.path("model").isString(), "the response names no model");
    }

    private void add(JsonNode data) {
        Expectation.that(!id.isEmpty(), "it comes before response.created");
        Expectation.equal(items.size(), data.path("output_index").asInt(-1), "output_index");
        StreamedItem item = new StreamedItem(data.path("item"));
        Expectation.that(!item.id().isEmpty(), "the item has no id");
        Expectation.that(names.add(item.id()), "another item has this id");
        items.add(item);
    }

    private StreamedItem item(JsonNode data) {
        int index = data.path("output_index").asInt(-1);
        Expectation.that(index >= 0 && index < items.size(), "no item " + index);
        return items.get(index);
    }

    private void complete(String type, JsonNode whole) {
        same(whole);
        Expectation.equal("response." + whole.path("status").asString(), type, "status");
        ArrayNode output = JsonNodeFactory.instance.arrayNode();
        for (StreamedItem item : items) {
            Expectation.that(item.done(), "the item " + item.id() + " is not done");
            output.add(item.whole());
        }
        Expectation.equal(comparable(output), comparable(whole.path("output")), "output");
        Expectation.that(
                type.equals("response.completed")
                        == whole.path("incomplete_details").path("reason").isMissingNode(),
                "incomplete_details");
        usage(whole.path("usage"));
        response = whole;
    }

    /** Reasoning is encrypted anew each time it is said. */
    private static JsonNode comparable(JsonNode output) {
        JsonNode copy = output.deepCopy();
        copy.forEach(item -> {
            if (item instanceof ObjectNode object) {
                object.remove("encrypted_content");
            }
        });
        return copy;
    }

    private static void usage(JsonNode usage) {
        if (usage.isObject()) {
            long sum = usage.path("input_tokens").asLong(-1)
                    + usage.path("output_tokens").asLong(-1);
            Expectation.equal(sum, usage.path("total_tokens").asLong(-1), "total_tokens");
        }
    }

    private void fail(JsonNode whole) {
        same(whole);
        Expectation.equal("failed", whole.path("status").asString(), "status");
        Expectation.that(whole.path("error").path("code").isString(), "the error has no code");
        Expectation.that(whole.path("error").path("message").isString(), "the error has no message");
        response = whole;
    }
}
