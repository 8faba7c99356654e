package dev.switchboard.testkit.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One output item, put together of its events. */
final class StreamedItem {
    private final JsonNode first;
    /** Parts of the content and of the summary, each list under the name of its index. */
    private final Map<String, List<StreamedPart>> parts = new HashMap<>();

    private final StringBuilder input = new StringBuilder();
    private JsonNode whole = JsonNodeFactory.instance.missingNode();

    StreamedItem(JsonNode first) {
        this.first = first;
        input.append(first.path("arguments").asString(""))
                .append(first.path("input").asString(""));
    }

    String id() {
        return first.path("id").asString();
    }

    boolean done() {
        return !whole.isMissingNode();
    }

    /** The item as it was when it was done. */
    JsonNode whole() {
        return whole;
    }

    void event(String type, JsonNode data) {
        Expectation.that(!done(), "the item is done");
        if (type.equals("response.output_item.done")) {
            finish(data.path("item"));
            return;
        }
        Expectation.equal(id(), data.path("item_id").asString(), "item_id");
        switch (type) {
            case "response.content_part.added" -> start("content_index", data);
            case "response.reasoning_summary_part.added" -> start("summary_index", data);
            case "response.output_text.delta", "response.refusal.delta", "response.reasoning_text.delta" ->
                part("content_index", data).grow(data);
            case "response.reasoning_summary_text.delta" ->
                part("summary_index", data).grow(data);
            case "response.output_text.annotation.added" ->
                part("content_index", data).cite(data);
            case "response.output_text.done", "response.reasoning_text.done" ->
                part("content_index", data).said(data.path("text"));
            case "response.refusal.done" -> part("content_index", data).said(data.path("refusal"));
            case "response.reasoning_summary_text.done" ->
                part("summary_index", data).said(data.path("text"));
            case "response.content_part.done" -> part("content_index", data).finish(data.path("part"));
            case "response.reasoning_summary_part.done" ->
                part("summary_index", data).finish(data.path("part"));
            case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
                input.append(data.path("delta").asString());
            case "response.function_call_arguments.done" -> said(data.path("arguments"));
            case "response.custom_tool_call_input.done" -> said(data.path("input"));
            default -> {
                // the progress of a tool that the provider runs
            }
        }
    }

    private void start(String index, JsonNode data) {
        List<StreamedPart> list = parts.computeIfAbsent(index, ignored -> new ArrayList<>());
        Expectation.equal(list.size(), data.path(index).asInt(-1), index);
        list.add(new StreamedPart(data.path("part")));
    }

    private StreamedPart part(String index, JsonNode data) {
        List<StreamedPart> list = parts.getOrDefault(index, List.of());
        int position = data.path(index).asInt(-1);
        Expectation.that(position >= 0 && position < list.size(), "no part " + position);
        return list.get(position);
    }

    private void said(JsonNode all) {
        Expectation.equal(input.toString(), all.asString(), "what was said");
    }

    private void finish(JsonNode item) {
        Expectation.equal(id(), item.path("id").asString(), "id of the item");
        Expectation.equal(first.path("type"), item.path("type"), "type of the item");
        compare("content_index", item.path("content"));
        compare("summary_index", item.path("summary"));
        switch (item.path("type").asString()) {
            case "function_call" -> said(item.path("arguments"));
            case "custom_tool_call" -> said(item.path("input"));
            default -> {
                // came whole
            }
        }
        whole = item;
    }

    private void compare(String index, JsonNode list) {
        List<StreamedPart> said = parts.getOrDefault(index, List.of());
        Expectation.equal(said.size(), list.size(), "number of parts");
        for (int i = 0; i < said.size(); i++) {
            Expectation.equal(said.get(i).whole(), list.get(i), "part " + i);
        }
    }
}
