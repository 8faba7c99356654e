package dev.switchboard.wire.openai.relay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The member names that matter in a streamed chunk, as bytes. */
final class Names {
    static final byte[] CHOICES = bytes("choices");
    static final byte[] ERROR = bytes("error");
    static final byte[] FINISH_REASON = bytes("finish_reason");
    static final byte[] INDEX = bytes("index");
    static final byte[] USAGE = bytes("usage");
    static final byte[] X_GROQ = bytes("x_groq");

    /** Members of a choice, or of what is in it, that a caller waits for. The {@code role} is not among them. */
    private static final byte[][] CONTENT = {
        bytes("content"),
        bytes("text"),
        bytes("tool_calls"),
        bytes("reasoning_content"),
        bytes("reasoning"),
        bytes("reasoning_details"),
        bytes("thinking"),
        bytes("refusal"),
        bytes("audio"),
        bytes("images"),
        bytes("function_call"),
    };

    private Names() {}

    static boolean isContent(byte[] array, int from, int length) {
        for (byte[] name : CONTENT) {
            if (equal(array, from, length, name)) {
                return true;
            }
        }
        return false;
    }

    static boolean equal(byte[] array, int from, int length, byte[] name) {
        return length == name.length && Arrays.equals(array, from, from + length, name, 0, length);
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
