package dev.switchboard.testkit.grammar;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.testkit.framing.ReferenceFraming;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks one streamed message of Anthropic's: every event named as its type, one block open at a time and numbered without
 * gaps, deltas that fit their block, usage where SDKs read it, and the stop at the end. Not safe for use by several threads.
 */
public final class MessagesGrammar {
    private final ArrayNode content = JsonNodeFactory.instance.arrayNode();
    private ObjectNode message = JsonNodeFactory.instance.objectNode();
    private StreamedContent open = StreamedContent.NONE;
    private boolean started;
    private boolean stopping;
    private boolean over;

    private MessagesGrammar() {}

    /**
     * Checks a whole stream.
     *
     * @return the message it amounts to
     * @throws AssertionError that names the rule and the event
     */
    public static JsonNode check(Bytes stream) {
        MessagesGrammar grammar = new MessagesGrammar();
        ReferenceFraming.split(Framing.SSE, stream).forEach(grammar::event);
        Expectation.that(grammar.over, "the stream ends without message_stop");
        return grammar.message;
    }

    private void event(UpstreamEvent event) {
        if (event.data().isEmpty()) {
            return;
        }
        String data = event.data().utf8();
        try {
            JsonNode json = JsonMapper.shared().readTree(data);
            String type = json.path("type").asString("");
            Expectation.equal(event.name(), type, "type");
            Expectation.that(!over, "it comes after message_stop");
            Expectation.that(started || type.equals("message_start") || type.equals("ping"), "before message_start");
            read(type, json);
        } catch (AssertionError broken) {
            throw new AssertionError(broken.getMessage() + ": " + data, broken);
        }
    }

    private void read(String type, JsonNode event) {
        switch (type) {
            case "message_start" -> start(event.path("message"));
            case "content_block_start" -> startBlock(event);
            case "content_block_delta" -> {
                sameBlock(event);
                open.grow(event.path("delta"));
            }
            case "content_block_stop" -> {
                sameBlock(event);
                content.add(open.whole());
                open = StreamedContent.NONE;
            }
            case "message_delta" -> delta(event);
            case "message_stop" -> {
                Expectation.that(stopping, "message_stop before message_delta");
                message.set("content", content);
                over = true;
            }
            case "ping" -> Expectation.equal(1, event.size(), "members of a ping");
            default -> Expectation.that(false, "no such event");
        }
    }

    private void start(JsonNode begun) {
        Expectation.that(!started, "message_start came before");
        Expectation.that(!begun.path("id").asString("").isEmpty(), "the message has no id");
        Expectation.that(
                begun.path("content").isArray() && begun.path("content").isEmpty(), "content in the beginning");
        Expectation.that(begun.path("usage").path("input_tokens").isIntegralNumber(), "no usage in the beginning");
        started = true;
        message = (ObjectNode) begun.deepCopy();
    }

    private void startBlock(JsonNode event) {
        Expectation.that(!stopping, "a block after message_delta");
        Expectation.that(open == StreamedContent.NONE, "the block before is open");
        Expectation.equal(content.size(), event.path("index").asInt(-1), "index");
        open = new StreamedContent(event.path("content_block"));
    }

    private void sameBlock(JsonNode event) {
        Expectation.that(open != StreamedContent.NONE, "no block is open");
        Expectation.equal(content.size(), event.path("index").asInt(-1), "index");
    }

    private void delta(JsonNode event) {
        Expectation.that(open == StreamedContent.NONE, "a block is open");
        Expectation.that(event.path("usage").path("output_tokens").isIntegralNumber(), "no usage at the end");
        Expectation.that(event.path("delta").path("stop_reason").isString(), "no reason to stop");
        stopping = true;
        message.setAll((ObjectNode) event.path("delta"));
        ((ObjectNode) message.path("usage")).setAll((ObjectNode) event.path("usage"));
    }
}
