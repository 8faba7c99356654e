package dev.switchboard.spi.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
    @Test
    void ownSignaturesHaveNoPrefix() {
        Signature signature = new Signature("anthropic", "Eo+/==");

        assertEquals("Eo+/==", signature.textIn("anthropic"));
        assertEquals(signature, Signature.read("Eo+/==", "anthropic"));
        assertEquals("anthropic:Eo+/==", signature.textIn("openai"));
        assertEquals(signature, Signature.read("anthropic:Eo+/==", "openai"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a+b/c==", "line\nbreak:é", "__sig__"})
    void travelsInAnId(String value) {
        Signature signature = new Signature("gemini", value);
        String id = signature.inId("call_1-a");

        assertTrue(id.matches("[A-Za-z0-9_-]+"), id);
        assertEquals(Optional.of(signature), Signature.fromId(id));
        assertEquals("call_1-a", Signature.bareId(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"call_1", "call__sig__!", "toolu_01"})
    void otherIdsStayAsTheyAre(String id) {
        assertEquals(Optional.empty(), Signature.fromId(id));
        assertEquals(id, Signature.bareId(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"signature\":\"openai:abc\"}",
                "{\"signature\" :\\n \"gemini:abc\"}",
                "{\"signature\":\"own\",\"x\":{\"data\":\"other-1:abc\"}}",
                "{\"id\":\"call_1__sig__Z2VtaW5pOmFiYw\"}"
            })
    void seesThatABodyHoldsAnothersSignature(String body) {
        assertTrue(Signature.foreignIn(Bytes.utf8(body.replace("\\n", "\n")), "own", List.of("signature", "data")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"signature\":\"EqQBCgIYAg==\"}",
                "{\"signature\":\"own:abc\"}",
                "{\"signature\":null}",
                "{\"signature\":",
                "{\"text\":\"openai:abc\"}",
                "{\"text\":\"\\\"signature\\\":\\\"openai:abc\\\"\"}"
            })
    void aBodyWithoutOneMayBeRelayed(String body) {
        assertFalse(Signature.foreignIn(Bytes.utf8(body), "own", List.of("signature", "data")));
    }
}
