package dev.switchboard.testing.cross;

import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyBuilder;

/** Streams with a good status in which each format's own error event stands, after the word "Hel" or before all content. */
final class BrokenStreams {
    static final String MESSAGE = "too many at once";

    private BrokenStreams() {}

    static Reply reply(ChatFormat format, boolean afterContent) {
        ReplyBuilder reply = Reply.sse();
        switch (format) {
            case CHAT -> chat(reply, afterContent);
            case RESPONSES -> responses(reply, afterContent);
            case MESSAGES -> messages(reply, afterContent);
            case GEMINI -> gemini(reply, afterContent);
        }
        return reply.build();
    }

    private static void chat(ReplyBuilder reply, boolean afterContent) {
        if (afterContent) {
            reply.data("{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                    + "[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hel\"},\"finish_reason\":null}]}");
        }
        reply.data("{\"error\":{\"message\":\"" + MESSAGE
                + "\",\"type\":\"rate_limit_error\",\"param\":null,\"code\":\"rate_limit_exceeded\"}}");
    }

    private static void responses(ReplyBuilder reply, boolean afterContent) {
        String begun = "{\"type\":\"%s\",\"sequence_number\":%d,\"response\":{\"id\":\"r\",\"object\":\"response\","
                + "\"created_at\":1,\"status\":\"%s\",\"model\":\"m\",\"output\":[],\"error\":%s}}";
        reply.event("response.created", begun.formatted("response.created", 0, "in_progress", "null"));
        if (afterContent) {
            reply.event(
                    "response.output_item.added",
                    "{\"type\":\"response.output_item.added\",\"sequence_number\":1,\"output_index\":0,\"item\":"
                            + "{\"id\":\"i\",\"type\":\"message\",\"role\":\"assistant\",\"status\":\"in_progress\","
                            + "\"content\":[]}}");
            reply.event(
                    "response.content_part.added",
                    "{\"type\":\"response.content_part.added\",\"sequence_number\":2,\"item_id\":\"i\","
                            + "\"output_index\":0,\"content_index\":0,\"part\":{\"type\":\"output_text\",\"text\":\"\","
                            + "\"annotations\":[]}}");
            reply.event(
                    "response.output_text.delta",
                    "{\"type\":\"response.output_text.delta\",\"sequence_number\":3,\"item_id\":\"i\","
                            + "\"output_index\":0,\"content_index\":0,\"delta\":\"Hel\",\"logprobs\":[]}");
        }
        String error = "{\"code\":\"rate_limit_exceeded\",\"message\":\"" + MESSAGE + "\"}";
        reply.event("response.failed", begun.formatted("response.failed", 4, "failed", error));
    }

    private static void messages(ReplyBuilder reply, boolean afterContent) {
        reply.event(
                "message_start",
                "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\","
                        + "\"model\":\"m\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":"
                        + "{\"input_tokens\":3,\"output_tokens\":1}}}");
        if (afterContent) {
            reply.event(
                    "content_block_start",
                    "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
            reply.event(
                    "content_block_delta",
                    "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hel\"}}");
        }
        reply.event(
                "error",
                "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"" + MESSAGE + "\"}}");
    }

    private static void gemini(ReplyBuilder reply, boolean afterContent) {
        if (afterContent) {
            reply.data(
                    "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hel\"}],\"role\":\"model\"},\"index\":0}],"
                            + "\"responseId\":\"r\",\"modelVersion\":\"m\"}");
        }
        reply.data("{\"error\":{\"code\":429,\"message\":\"" + MESSAGE + "\",\"status\":\"RESOURCE_EXHAUSTED\"}}");
    }
}
