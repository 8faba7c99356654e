package dev.switchboard.testkit.grammar;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A text, a refusal or a piece of reasoning, put together of its deltas. */
final class StreamedPart {
    private final String type;
    private final StringBuilder text = new StringBuilder();
    private final ArrayNode annotations = JsonNodeFactory.instance.arrayNode();
    private JsonNode whole = JsonNodeFactory.instance.missingNode();
    private boolean said;

    StreamedPart(JsonNode first) {
        type = first.path("type").asString();
        Expectation.equal("", textOf(first).asString(), "text of a part that only begins");
    }

    private JsonNode textOf(JsonNode part) {
        return part.path(type.equals("refusal") ? "refusal" : "text");
    }

    void grow(JsonNode event) {
        Expectation.that(!said, "the text is done");
        Expectation.that(event.path("delta").isString(), "delta is not a text");
        text.append(event.path("delta").asString());
    }

    void cite(JsonNode event) {
        Expectation.equal(annotations.size(), event.path("annotation_index").asInt(-1), "annotation_index");
        annotations.add(event.path("annotation"));
    }

    void said(JsonNode all) {
        Expectation.equal(text.toString(), all.asString(), "what was said");
        said = true;
    }

    void finish(JsonNode part) {
        Expectation.that(said, "the part is done before its text");
        Expectation.equal(type, part.path("type").asString(), "type of the part");
        Expectation.equal(text.toString(), textOf(part).asString(), "text of the part");
        if (type.equals("output_text")) {
            Expectation.equal(annotations, part.path("annotations"), "annotations of the part");
        }
        whole = part;
    }

    /** The part as it was when it was done. */
    JsonNode whole() {
        Expectation.that(!whole.isMissingNode(), "the part is not done");
        return whole;
    }
}
