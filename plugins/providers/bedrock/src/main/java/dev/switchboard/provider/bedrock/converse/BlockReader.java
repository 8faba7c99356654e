package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonString;
import dev.switchboard.spi.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the blocks of a whole reply. What only this format knows, such as the provider's own tools, stays verbatim. */
final class BlockReader {
    private static final String SERVER_TOOL = "server_tool_use";

    private BlockReader() {}

    static List<Block> read(JsonValue content) {
        List<Block> blocks = new ArrayList<>();
        for (JsonValue block : content.elements()) {
            JsonValue cited = block.get("citationsContent");
            boolean sourcesAlone =
                    cited.isObject() && Citations.texts(cited.get("content")).isEmpty();
            if (sourcesAlone && !blocks.isEmpty() && blocks.getLast() instanceof Block.Text text) {
                List<Citation> all = new ArrayList<>(text.citations());
                all.addAll(citations(cited));
                blocks.set(blocks.size() - 1, new Block.Text(text.content(), all, text.annotations()));
            } else {
                blocks.add(readOne(block));
            }
        }
        return blocks;
    }

    private static Block readOne(JsonValue block) {
        JsonValue use = block.get("toolUse");
        JsonValue cited = block.get("citationsContent");
        JsonValue reasoning = block.get("reasoningContent");
        if (block.get("text").isString()) {
            return new Block.Text(block.jsonString("text").orElse(JsonString.EMPTY));
        } else if (cited.isObject()) {
            return new Block.Text(Citations.texts(cited.get("content")), citations(cited), Annotations.NONE);
        } else if (use.isObject() && !isServers(use)) {
            return toolUse(
                    use,
                    use.get("input").isNull() ? "" : use.get("input").text().text());
        } else if (reasoning.get("reasoningText").isObject()) {
            return thinking(reasoning.get("reasoningText"));
        } else if (reasoning.filled("redactedContent").isPresent()) {
            return redacted(reasoning.filled("redactedContent").get());
        }
        return new Block.Foreign(ConverseTranslator.FAMILY, block.text(), Annotations.NONE);
    }

    /** Whether the provider runs the tool itself. */
    static boolean isServers(JsonValue use) {
        return use.string("type").filter(SERVER_TOOL::equals).isPresent();
    }

    static Block.ToolUse toolUse(JsonValue use, String input) {
        return new Block.ToolUse(
                use.string("toolUseId").orElse(""),
                use.string("name").orElse(""),
                input,
                Block.ToolUse.Kind.FUNCTION,
                Annotations.NONE);
    }

    private static Block thinking(JsonValue reasoning) {
        Optional<Signature> signature = reasoning.filled("signature").map(BlockReader::signature);
        return new Block.Thinking(reasoning.string("text").orElse(""), signature, Annotations.NONE);
    }

    /** Only Claude signs. */
    static Signature signature(String value) {
        return new Signature(ConverseTranslator.CLAUDE, value);
    }

    static Block redacted(String base64) {
        return new Block.RedactedThinking(new Signature(ConverseTranslator.FAMILY, base64), Annotations.NONE);
    }

    private static List<Citation> citations(JsonValue cited) {
        return cited.get("citations").elements().stream().map(Citations::read).toList();
    }
}
