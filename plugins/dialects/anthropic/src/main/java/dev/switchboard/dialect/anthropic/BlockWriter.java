package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Optional;

/** Makes blocks of a reply. */
final class BlockWriter {
    private BlockWriter() {}

    /**
     * The block as this format has it; empty, and noted as a change, if it has none of the kind.
     *
     * @param input the input of a tool's use, which begins as an empty object in a stream
     */
    static Optional<JsonText> write(Block block, JsonText input, Changes changes) {
        changes.foreign(block.annotations().extras(), Wire.ANTHROPIC_MESSAGES);
        JsonWriter json = new JsonWriter().object();
        switch (block) {
            case Block.Text text -> {
                json.string("type", "text").string("text", text.content());
                citations(json, text.citations());
            }
            case Block.Refusal refusal -> json.string("type", "text").string("text", refusal.text());
            case Block.Thinking thinking ->
                json.string("type", "thinking")
                        .string("thinking", thinking.text())
                        .string(
                                "signature",
                                thinking.signature().map(BlockWriter::text).orElse(""));
            case Block.RedactedThinking redacted ->
                json.string("type", "redacted_thinking").string("data", text(redacted.data()));
            case Block.ToolUse use ->
                json.string("type", "tool_use")
                        .string("id", id(use))
                        .string("name", use.name())
                        .raw("input", input);
            case Block.Foreign own
            when own.family().equals(AnthropicDialect.FAMILY) -> {
                return Optional.of(own.json());
            }
            case Block.Foreign other -> {
                changes.foreign(other.family(), other.json());
                return Optional.empty();
            }
            default -> {
                changes.dropped(
                        "content",
                        "this format has no place for a part of type "
                                + block.getClass().getSimpleName());
                return Optional.empty();
            }
        }
        return Optional.of(json.raw(block.annotations().extras().in(Wire.ANTHROPIC_MESSAGES))
                .endObject()
                .text());
    }

    /** A block that holds nothing but the signature of the text before it. */
    static Block signatureOf(Signature signature) {
        return new Block.Thinking("", Optional.of(signature), Annotations.NONE);
    }

    static String text(Signature signature) {
        return signature.textIn(AnthropicDialect.FAMILY);
    }

    private static String id(Block.ToolUse use) {
        return use.annotations()
                .signature()
                .map(signature -> signature.inId(use.id()))
                .orElse(use.id());
    }

    private static void citations(JsonWriter json, List<Citation> citations) {
        if (!citations.isEmpty()) {
            json.array("citations");
            citations.forEach(citation -> json.raw(citation(citation)));
            json.endArray();
        }
    }

    /** A source of another format is written like a result of a web search, which is what it mostly is. */
    static JsonText citation(Citation citation) {
        return citation.original()
                .filter(original -> original.family().equals(AnthropicDialect.FAMILY))
                .map(Citation.Original::json)
                .orElseGet(() -> new JsonWriter()
                        .object()
                        .string("type", "web_search_result_location")
                        .string("cited_text", citation.quote().orElse(""))
                        .string("url", citation.url().orElse(""))
                        .stringOrNull("title", citation.title())
                        .string("encrypted_index", "")
                        .endObject()
                        .text());
    }
}
