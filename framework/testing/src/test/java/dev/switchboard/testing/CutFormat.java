package dev.switchboard.testing;

import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyBuilder;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a reply looks like in a format, whole and broken off. */
enum CutFormat {
    CHAT(
            Chat.PATH,
            "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
            "data: {\"error\":{\"message\":",
            "[DONE]",
            data(Chat.text("Hé"), Chat.chunk("{}", "\"stop\""))),
    MESSAGES(
            Messages.PATH,
            "{\"model\":\"%s\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
            "event: error\ndata: {\"type\":\"error\",\"error\":{",
            "message_stop",
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"c","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hé"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":2}}

            event: message_stop
            data: {"type":"message_stop"}

            """),
    RESPONSES(
            Responses.PATH,
            "{\"model\":\"%s\",\"input\":\"hi\"}",
            "event: response.failed\ndata: {\"type\":\"response.failed\",",
            "response.completed",
            Responses.streamBody(Responses.message("Hé"))),
    GEMINI(
            "/v1beta/models/%s:streamGenerateContent?alt=sse",
            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}",
            "data: {\"error\":{\"code\":502,",
            "STOP",
            data(
                    "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Hé\"}]},\"index\":0}],\"responseId\":\"r\"}",
                    "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"!\"}]},\"finishReason\":\"STOP\",\"index\":0}],"
                            + "\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":2,\"totalTokenCount\":5},\"responseId\":\"r\"}"));

    private final String path;
    private final String request;
    private final String failure;
    private final String end;

    /** A stream up to its last event with a meaning. */
    final String stream;

    CutFormat(String path, String request, String failure, String end, String stream) {
        this.path = path;
        this.request = request;
        this.failure = failure;
        this.end = end;
        this.stream = stream;
    }

    private static String data(String... events) {
        return Arrays.stream(events).map(each -> "data: " + each + "\n\n").collect(Collectors.joining());
    }

    /** A reply in this format. */
    ReplyBuilder reply() {
        return Reply.sse().body(stream);
    }

    String path(CutFormat model) {
        return path.formatted(model.model());
    }

    /** How an error begins that comes before anything else. */
    String error() {
        return this == MESSAGES ? "{\"type\":\"error\",\"error\":{" : "{\"error\":{";
    }

    /** A whole reply that says hello. */
    String wholeReply() {
        return switch (this) {
            case CHAT -> Chat.COMPLETION;
            case MESSAGES -> Messages.MESSAGE;
            case RESPONSES -> Responses.response("completed", Responses.message("Hello"));
            case GEMINI ->
                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Hello\"}]},\"finishReason\":\"STOP\","
                        + "\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":2,\"totalTokenCount\":5}}";
        };
    }

    /** Where a whole reply is asked for. */
    String wholePath(CutFormat model) {
        return path(model).replace(":streamGenerateContent?alt=sse", ":generateContent");
    }

    /** A request for a whole reply of a model that answers in that format. */
    String whole(CutFormat model) {
        return request.formatted(model.model());
    }

    /** A request for a stream of a model that answers in that format. */
    String streamed(CutFormat model) {
        String plain = whole(model);
        return this == GEMINI ? plain : plain.replaceFirst("\\{", "{\"stream\":true,");
    }

    private String model() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the last that a caller was told is that it failed. */
    boolean endsWithFailure(String told) {
        int last = told.lastIndexOf("\n\n", told.length() - "\n\n".length() - 1);
        return told.endsWith("\n\n") && told.startsWith(failure, last < 0 ? 0 : last + "\n\n".length());
    }

    /** Whether a caller was told that the reply is whole. */
    boolean saysItIsWhole(String told) {
        return told.contains(end);
    }
}
