package dev.switchboard.bench.jmh;

import dev.switchboard.spi.io.Bytes;

/** Bodies of a wanted size that look like a chat request: a few members, and text. */
final class Bodies {
    private Bodies() {}

    static Bytes chat(int size) {
        String head = "{\"model\":\"gpt-x\",\"temperature\":0.2,\"messages\":[{\"role\":\"user\",\"content\":\"";
        String tail = "\"}],\"stream\":false}";
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
