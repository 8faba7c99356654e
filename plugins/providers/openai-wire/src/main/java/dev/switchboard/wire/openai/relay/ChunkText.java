package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;

/** The text that a streamed chunk adds to a reply: content, reasoning, refusals and arguments of tools, of all choices. */
final class ChunkText {
    private static final String[] TEXTS = {"content", "reasoning_content", "reasoning", "refusal"};

    private ChunkText() {}

    static String of(Bytes chunk) {
        StringBuilder text = new StringBuilder();
        for (JsonValue choice :
                JsonValue.read(chunk).orElse(JsonValue.MISSING).get("choices").elements()) {
            choice.string("text").ifPresent(text::append);
            JsonValue delta = choice.get("delta");
            for (String name : TEXTS) {
                delta.string(name).ifPresent(text::append);
            }
            for (JsonValue tool : delta.get("tool_calls").elements()) {
                tool.get("function").string("name").ifPresent(text::append);
                tool.get("function").string("arguments").ifPresent(text::append);
            }
        }
        return text.toString();
    }
}
