package dev.switchboard.testing;

import dev.switchboard.testkit.http.Reply;

/** Bodies of chat calls, as short as they can be. */
final class Chat {
    static final String PATH = "/v1/chat/completions";
    static final String COMPLETION = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
            "message":{"role":"assistant","content":"Hello","refusal":null},"finish_reason":"stop","logprobs":null}],\
            "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""";
    static final String DONE = "[DONE]";

    private Chat() {}

    static String request(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    }

    static String streamed(String model) {
        return "{\"model\":\"" + model + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    }

    /** A chunk with that delta and finish reason, both as JSON. */
    static String chunk(String delta, String finish) {
        return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":["
                + "{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}";
    }

    static String text(String content) {
        return chunk("{\"content\":\"" + content + "\"}", "null");
    }

    static Reply stream() {
        return Reply.sse(
                chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"),
                text("Hel"),
                text("lo"),
                chunk("{}", "\"stop\""),
                DONE);
    }

    static String error(String message) {
        return "{\"error\":{\"message\":\"" + message
                + "\",\"type\":\"some_type\",\"param\":\"p\",\"code\":\"some_code\"}}";
    }
}
