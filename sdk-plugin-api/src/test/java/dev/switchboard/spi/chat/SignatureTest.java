package dev.switchboard.spi.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
