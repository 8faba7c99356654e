package dev.switchboard.spi.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
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
        assertTrue(holdsForeign(body.replace("\\n", "\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"signature\":\"EqQBCgIYAg==\"}",
                "{\"signature\":\"own:abc\"}",
                "{\"signature\":null}",
                "{\"id\":1,\"call_id\":\"call__sig_\"}",
                "{\"text\":\"openai:abc\"}",
                "{\"text\":\"\\\"signature\\\":\\\"openai:abc\\\"\"}"
            })
    void aBodyWithoutOneMayBeRelayed(String body) {
        assertFalse(holdsForeign(body));
    }

    private static boolean holdsForeign(String json) {
        Bytes body = Bytes.utf8(json);
        ForeignSignatures foreign = new ForeignSignatures(body, "own", List.of("signature", "data"));
        JsonDocument.parse(body, foreign);
        return foreign.found();
    }
}
