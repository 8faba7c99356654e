package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Finds Gemini's signatures, which belong to tool calls and text instead of reasoning. */
final class SignaturesReader {
    private static final String MAKER = "gemini";
    private static final String MEMBER = "extra_content";

    private SignaturesReader() {}

    /** The signature of a tool call that Gemini's own server of this format had answered with. */
    static Optional<Signature> thought(JsonObject call) {
        Optional<String> found = call.get(MEMBER)
                .map(JsonField::text)
                .flatMap(text -> JsonValue.of(text).get("google").filled("thought_signature"));
        if (found.isEmpty()) {
            call.leave(MEMBER);
        }
        return found.map(value -> new Signature(MAKER, value));
    }

    /** Hangs the signature of a thinking block without text, as this dialect had written it, back on the text. */
    static void hangOnText(List<Block> content) {
        Optional<Block.Thinking> mark = content.stream()
                .filter(Block.Thinking.class::isInstance)
                .map(Block.Thinking.class::cast)
                .filter(thinking -> thinking.text().isEmpty())
                .filter(thinking ->
                        thinking.signature().flatMap(known -> known.of(MAKER)).isPresent())
                .reduce((ignored, last) -> last);
        if (mark.isPresent() && content.getLast() instanceof Block.Text text) {
            Annotations signed =
                    text.annotations().withSignature(mark.get().signature().orElseThrow());
            content.set(content.size() - 1, new Block.Text(text.content(), text.citations(), signed));
            content.remove(mark.get());
        }
    }
}
