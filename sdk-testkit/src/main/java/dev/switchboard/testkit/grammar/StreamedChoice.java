package dev.switchboard.testkit.grammar;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One choice of a streamed chat completion, put together of its deltas. */
final class StreamedChoice {
    private static final List<String> TEXTS = List.of("content", "refusal", "reasoning_content");
    private static final List<String> LISTS = List.of("thinking_blocks", "annotations");

    private final ObjectNode message = JsonNodeFactory.instance.objectNode();
    private String reason = "";

    void add(JsonNode choice) {
        Expectation.that(reason.isEmpty(), "it comes after the reason to finish");
        JsonNode delta = choice.path("delta");
        Expectation.that(delta.isObject(), "no delta");
        Expectation.equal(message.isEmpty(), delta.has("role"), "whether the role is said");
        if (delta.has("role")) {
            message.set("role", delta.path("role"));
        }
        TEXTS.forEach(member -> append(message, member, delta.path(member)));
        LISTS.forEach(
                member -> delta.path(member).forEach(element -> list(member).add(element)));
        delta.path("tool_calls").forEach(this::tool);
        reason = choice.path("finish_reason").asString("");
    }

    private static void append(ObjectNode object, String member, JsonNode more) {
        if (more.isString()) {
            object.put(member, object.path(member).asString("") + more.asString());
        } else {
            Expectation.that(more.isMissingNode() || more.isNull(), member + " is not a text");
        }
    }

    private ArrayNode list(String member) {
        return message.withArrayProperty(member);
    }

    private void tool(JsonNode fragment) {
        ArrayNode calls = list("tool_calls");
        int index = fragment.path("index").asInt(-1);
        Expectation.that(index >= 0 && index <= calls.size(), "tool call " + index + " after " + calls.size());
        if (index == calls.size()) {
            Expectation.that(!fragment.path("id").asString("").isEmpty(), "the first fragment has no id");
            Expectation.that(fragment.path("type").isString(), "the first fragment has no type");
            String kind = fragment.path("type").asString();
            Expectation.that(
                    !fragment.path(kind).path("name").asString("").isEmpty(), "the first fragment has no name");
            calls.add(fragment.deepCopy());
            return;
        }
        Expectation.that(!fragment.has("id"), "a later fragment has an id");
        String kind = calls.get(index).path("type").asString();
        String input = kind.equals("custom") ? "input" : "arguments";
        Expectation.that(fragment.path(kind).path(input).isString(), input + " is not a text");
        append(
                (ObjectNode) calls.get(index).path(kind),
                input,
                fragment.path(kind).path(input));
    }

    ObjectNode whole() {
        Expectation.that(!reason.isEmpty(), "a choice has no reason to finish");
        ObjectNode choice = JsonNodeFactory.instance.objectNode();
        choice.set("message", message);
        choice.put("finish_reason", reason);
        return choice;
    }
}
