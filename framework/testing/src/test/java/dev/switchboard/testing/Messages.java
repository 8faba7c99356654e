package dev.switchboard.testing;

import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyBuilder;
import java.util.List;

/** Bodies in Anthropic's format, as short as they can be. */
final class Messages {
    static final String PATH = "/v1/messages";
    static final String MESSAGE = message("{\"type\":\"text\",\"text\":\"Hello\"}", "end_turn");
    static final String THINKING = "{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2lnbmVk\"}";
    static final String TOOL_USE =
            "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"weather\",\"input\":{\"city\":\"Rome\"}}";

    private Messages() {}

    static String message(String content, String reason) {
        return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-5\",\"content\":["
                + content + "],\"stop_reason\":\"" + reason + "\",\"stop_sequence\":null,"
                + "\"usage\":{\"input_tokens\":3,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":4,"
                + "\"output_tokens\":2}}";
    }

    /** A stream of text. */
    static Reply stream() {
        return stream(
                "{\"type\":\"text\",\"text\":\"\"}",
                "end_turn",
                "{\"type\":\"text_delta\",\"text\":\"Hel\"}",
                "{\"type\":\"text_delta\",\"text\":\"lo\"}");
    }

    /** A stream of one block. */
    static Reply stream(String block, String reason, String... deltas) {
        ReplyBuilder reply = beginning(block);
        List.of(deltas)
                .forEach(delta -> event(
                        reply,
                        "content_block_delta",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":" + delta + "}"));
        event(reply, "content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}");
        event(
                reply,
                "message_delta",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason
                        + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":2}}");
        event(reply, "message_stop", "{\"type\":\"message_stop\"}");
        return reply.build();
    }

    /** A stream up to the beginning of its first block. */
    static ReplyBuilder beginning(String block) {
        ReplyBuilder reply = Reply.sse();
        event(
                reply,
                "message_start",
                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
                        + "\"model\":\"claude-sonnet-5\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                        + "\"usage\":{\"input_tokens\":3,\"cache_creation_input_tokens\":0,"
                        + "\"cache_read_input_tokens\":4,\"output_tokens\":1}}}");
        event(
                reply,
                "content_block_start",
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":" + block + "}");
        return reply;
    }

    static ReplyBuilder event(ReplyBuilder reply, String name, String data) {
        return reply.event(name, data);
    }

    static String error(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message
                + "\"},\"request_id\":\"req_1\"}";
    }
}
