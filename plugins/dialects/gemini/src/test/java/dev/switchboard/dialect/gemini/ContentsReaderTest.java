package dev.switchboard.dialect.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What callers send back of earlier turns. */
class ContentsReaderTest {
    private static final Signature FOREIGN = new Signature("anthropic", "c2lnbmVk");
    private static final String WRAPPED =
            Base64.getEncoder().encodeToString("anthropic:c2lnbmVk".getBytes(StandardCharsets.UTF_8));

    private static List<Block> blocks(String parts) {
        JsonObject body = JsonObject.of(
                JsonDocument.parse(Bytes.utf8("{\"contents\":[{\"role\":\"model\",\"parts\":" + parts + "}]}")));
        return new ContentsReader().read(body.list("contents")).getFirst().content();
    }

    @Test
    void thoughtsInPiecesAreOneAndTheSignatureThatFollowsThemIsForAll() {
        List<Block> blocks = blocks("""
                [{"text":"Let me ","thought":true},{"text":"see.","thought":true},
                 {"text":"","thought":true,"thoughtSignature":"%s"},{"text":"Done."}]""".formatted(WRAPPED));
        Block.Thinking thinking = (Block.Thinking) blocks.getFirst();
        assertEquals("Let me see.", thinking.text());
        assertEquals(Optional.of(FOREIGN), thinking.signature());
        assertEquals("Done.", ((Block.Text) blocks.get(1)).text());
        assertEquals(2, blocks.size());
    }

    @Test
    void aSignatureOfAnotherMakerThatFollowsNoThoughtIsHiddenThinking() {
        List<Block> blocks = blocks("""
                [{"text":"seen","thought":true,"thoughtSignature":"%1$s"},
                 {"text":"","thought":true,"thoughtSignature":"%1$s"}]""".formatted(WRAPPED));
        assertEquals(Optional.of(FOREIGN), ((Block.Thinking) blocks.getFirst()).signature());
        assertEquals(FOREIGN, ((Block.RedactedThinking) blocks.get(1)).data());
    }
}
