package dev.switchboard.dialect.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a streamed chat as the SDKs do, only that it forgives nothing, and puts it together. */
final class TestingClient {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<Integer, Choice> choices = new TreeMap<>();
    private final List<String> envelope = new ArrayList<>();
    private JsonNode usage = JSON.nullNode();
    private boolean done;

    /** What has come of one choice. */
    static final class Choice {
        final ObjectNode message = JSON.objectNode();
        String finishReason = "";
    }

    void receive(Bytes bytes) {
        if (bytes.isEmpty()) {
            return;
        }
        String text = bytes.utf8();
        assertTrue(text.endsWith("\n\n"), text);
        for (String event : text.substring(0, text.length() - 2).split("\n\n")) {
            assertTrue(event.startsWith("data: ") && event.indexOf('\n') < 0, event);
            data(event.substring("data: ".length()));
        }
    }

    private void data(String data) {
        assertFalse(done, "after [DONE]: " + data);
        if (data.equals("[DONE]")) {
            done = true;
            return;
        }
        JsonNode chunk = JsonMapper.shared().readTree(data);
        assertFalse(chunk.has("error"), data);
        assertTrue(chunk.get("created").isIntegralNumber(), data);
        envelope.add(
                chunk.get("id") + " " + chunk.get("object") + " " + chunk.get("created") + " " + chunk.get("model"));
        assertEquals(envelope.getFirst(), envelope.getLast());
        assertTrue(usage.isNull(), "after usage: " + data);
        if (chunk.has("usage")) {
            assertEquals(0, chunk.get("choices").size(), data);
            usage = chunk.get("usage");
        } else {
            assertEquals(1, chunk.get("choices").size(), data);
            choice(chunk.get("choices").get(0));
        }
    }

    private void choice(JsonNode part) {
        Choice choice = choices.computeIfAbsent(part.get("index").intValue(), ignored -> new Choice());
        assertEquals("", choice.finishReason, "after the end of the choice: " + part);
        JsonNode delta = part.get("delta");
        assertEquals(choice.message.isEmpty(), delta.has("role"), "role in the first delta only: " + part);
        delta.properties().forEach(member -> merge(choice.message, member.getKey(), member.getValue()));
        if (!part.get("finish_reason").isNull()) {
            choice.finishReason = part.get("finish_reason").asString();
        }
    }

    private static void merge(ObjectNode message, String name, JsonNode value) {
        if (name.equals("tool_calls")) {
            ArrayNode calls = message.withArray(name);
            value.forEach(call -> mergeCall(calls, (ObjectNode) call));
        } else if (value.isArray()) {
            value.forEach(message.withArray(name)::add);
        } else if (value.isString() && message.path(name).isString()) {
            message.put(name, message.get(name).asString() + value.asString());
        } else if (!value.isNull() || !message.has(name)) {
            message.set(name, value);
        }
    }

    private static void mergeCall(ArrayNode calls, ObjectNode part) {
        int index = part.remove("index").intValue();
        assertTrue(index <= calls.size(), "dense indexes: " + index);
        String kind = part.has("custom") ? "custom" : "function";
        String input = kind.equals("custom") ? "input" : "arguments";
        assertTrue(part.get(kind).get(input).isString(), part.toString());
        if (index == calls.size()) {
            assertTrue(part.has("id") && part.has("type") && part.get(kind).has("name"), part.toString());
            calls.add(part);
        } else {
            ObjectNode whole = (ObjectNode) calls.get(index).get(kind);
            whole.put(
                    input,
                    whole.get(input).asString() + part.get(kind).get(input).asString());
        }
    }

    Map<Integer, Choice> choices() {
        return choices;
    }

    JsonNode usage() {
        return usage;
    }

    boolean done() {
        return done;
    }
}
