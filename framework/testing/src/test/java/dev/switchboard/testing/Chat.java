package dev.switchboard.testing;

import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.util.Optional;

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

    /** Repeats a call until the cache {@code replies} answers it: a reply is stored after its last byte was sent. */
    static RawReply awaitHit(TestingGateway gateway, String request) throws IOException {
        long giveUp = System.nanoTime() + 10_000_000_000L;
        RawReply reply = gateway.post(PATH, request);
        while (!reply.header("x-switchboard-decisions").equals(Optional.of("cache replies: hit"))) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("never answered from the cache: " + reply);
            }
            reply = gateway.post(PATH, request);
        }
        return reply;
    }
}
