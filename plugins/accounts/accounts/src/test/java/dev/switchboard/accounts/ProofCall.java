package dev.switchboard.accounts;

import dev.switchboard.accounts.ledger.AttemptStatus;
import dev.switchboard.testkit.http.Cut;
import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyBuilder;

/**
 * One call of the proof that the ledger is exact; everything follows from its number. Of a hundred, ten are left by their callers,
 * five are cut by the upstream, two end with an error inside the stream.
 */
record ProofCall(int number) {
    /** What OpenAI adds to the tokens of a single message. */
    private static final int FRAME = 7;
    /** How many events a reply has before something happens to it. */
    private static final int EVENTS = 20;

    private static final String WORD = " cat";
    private static final String CHUNK = """
            {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-4o",\
            "choices":[{"index":0,"delta":{"content":"%s"},"finish_reason":%s}]}""";
    private static final String COMPLETION = """
            {"id":"c","object":"chat.completion","created":1,"model":"gpt-4o","choices":[{"index":0,"message":\
            {"role":"assistant","content":"Hello","refusal":null},"finish_reason":"stop","logprobs":null}],"usage":%s}""";

    AttemptStatus status() {
        int course = number % 100;
        if (course < 10) {
            return AttemptStatus.CLIENT_ABORT;
        } else if (course < 15) {
            return AttemptStatus.UPSTREAM_ABORT;
        }
        return course < 17 ? AttemptStatus.ERROR : AttemptStatus.COMPLETED;
    }

    boolean leaves() {
        return status() == AttemptStatus.CLIENT_ABORT;
    }

    private boolean stream() {
        return status() != AttemptStatus.COMPLETED || number % 2 == 0;
    }

    private int words() {
        return 5 + number % 40;
    }

    /** The input tokens, which the upstream and OpenAI's tokenizer agree on. */
    long input() {
        return words() + FRAME;
    }

    /** The output tokens that the upstream reported, or sent. */
    long output() {
        return status() == AttemptStatus.COMPLETED ? 1 + number % 60 : EVENTS;
    }

    String request() {
        return "{\"model\":\"gpt-4o\",\"user\":\"" + number + "\",\"stream\":" + stream()
                + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                + WORD.repeat(words()).strip() + "\"}]}";
    }

    /** The upstream's reply. @param gate never opens for a caller who leaves */
    Reply reply(Gate gate) {
        String usage = "{\"prompt_tokens\":" + input() + ",\"completion_tokens\":" + output() + ",\"total_tokens\":"
                + (input() + output()) + "}";
        if (!stream()) {
            return Reply.json(COMPLETION.formatted(usage));
        }
        ReplyBuilder script = Reply.sse();
        for (int i = 0; i < EVENTS; i++) {
            script.data(CHUNK.formatted(WORD, "null"));
        }
        return switch (status()) {
            case CLIENT_ABORT -> script.hold(gate).build();
            case UPSTREAM_ABORT -> script.cut(Cut.FIN).build();
            case ERROR ->
                script.data("{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\",\"code\":null}}")
                        .build();
            default ->
                script.data(CHUNK.formatted("", "\"stop\""))
                        .data("{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4o\","
                                + "\"choices\":[],\"usage\":" + usage + "}")
                        .done()
                        .build();
        };
    }
}
