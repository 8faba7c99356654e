package dev.switchboard.bench.jmh;

import dev.switchboard.spi.io.Bytes;

/** Bodies of a wanted size that look like a chat request: a few members, and text. */
final class Bodies {
    private Bodies() {}

    static Bytes chat(int size) {
        return of(
                size,
                "{\"model\":\"gpt-x\",\"temperature\":0.2,\"messages\":[{\"role\":\"user\",\"content\":\"",
                "\"}],\"stream\":false}");
    }

    /** A question in Anthropic's format. */
    static Bytes messages(int size) {
        return of(
                size,
                "{\"model\":\"gpt-x\",\"max_tokens\":1000,\"messages\":[{\"role\":\"user\",\"content\":\"",
                "\"}]}");
    }

    /** An answer in OpenAI's format. */
    static Bytes completion(int size) {
        return of(
                size,
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":"
                        + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"",
                "\"},\"finish_reason\":\"stop\"}],\"usage\":"
                        + "{\"prompt_tokens\":10,\"completion_tokens\":20,\"total_tokens\":30}}");
    }

    private static Bytes of(int size, String head, String tail) {
        String words = "Some words of a question, \\\"quoted\\\" now and then.\\n";
        StringBuilder text = new StringBuilder(head);
        while (text.length() + words.length() + tail.length() < size) {
            text.append(words);
        }
        return Bytes.utf8(text.append(tail).toString());
    }

    static String chunk() {
        return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                + "[{\"index\":0,\"delta\":{\"content\":\" word\"},\"logprobs\":null,\"finish_reason\":null}]}";
    }
}
