package dev.switchboard.testkit.grammar;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** One block of a streamed message, put together of its deltas. */
final class StreamedContent {
    /** Stands for no block. Compare by identity. */
    static final StreamedContent NONE = new StreamedContent(JsonNodeFactory.instance.objectNode());

    private final String type;
    private final ObjectNode block;
    private final StringBuilder input = new StringBuilder();
    private boolean signed;

    StreamedContent(JsonNode first) {
        block = (ObjectNode) first.deepCopy();
        type = first.path("type").asString("");
        if (type.equals("tool_use")) {
            Expectation.that(
                    first.path("input").isObject() && first.path("input").isEmpty(), "input in the beginning");
            Expectation.that(!first.path("id").asString("").isEmpty(), "the use has no id");
        } else if (!type.isEmpty()) {
            Expectation.equal("", first.path(type).asString(""), "what the block holds in the beginning");
        }
    }

    void grow(JsonNode delta) {
        switch (delta.path("type").asString("")) {
            case "text_delta" -> append("text", delta);
            case "thinking_delta" -> {
                Expectation.that(!signed, "thinking after its signature");
                append("thinking", delta);
            }
            case "signature_delta" -> sign(delta);
            case "input_json_delta" -> {
                Expectation.equal("tool_use", type, "block of the delta");
                input.append(delta.path("partial_json").asString());
            }
            case "citations_delta" -> {
                Expectation.equal("text", type, "block of the delta");
                block.withArrayProperty("citations").add(delta.path("citation"));
            }
            default -> Expectation.that(false, "no such delta");
        }
    }

    private void append(String member, JsonNode delta) {
        Expectation.equal(member, type, "block of the delta");
        block.put(member, block.path(member).asString("") + delta.path(member).asString());
    }

    /** SDKs let a second signature replace the first. */
    private void sign(JsonNode delta) {
        Expectation.equal("thinking", type, "block of the delta");
        Expectation.that(!signed, "a second signature");
        signed = true;
        block.set("signature", delta.path("signature"));
    }

    ObjectNode whole() {
        if (!input.isEmpty()) {
            block.set("input", input(input.toString()));
        }
        return block;
    }

    /** What a model was cut in stays a text. */
    private static JsonNode input(String json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            return StringNode.valueOf(json);
        }
    }
}
