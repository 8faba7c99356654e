package dev.switchboard.spi.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChatRequestTest {
    private static ChatRequest full() {
        return ChatRequest.builder("m", List.of(Message.of(Role.USER, "Hello"))).stream(true)
                .tools(List.of(new Tool.Foreign("f", JsonText.TRUE)))
                .toolChoice(new ToolChoice.Required())
                .parallelToolCalls(false)
                .maxOutputTokens(1)
                .temperature(0.5)
                .topP(0.6)
                .topK(2)
                .frequencyPenalty(0.7)
                .presencePenalty(0.8)
                .seed(3)
                .stop(List.of("END"))
                .choices(4)
                .logProbabilities(5)
                .responseFormat(new ResponseFormat.JsonObject())
                .reasoning(new Reasoning(Optional.empty(), Optional.of("low"), OptionalLong.of(9), Optional.empty()))
                .user("ada")
                .metadata(Map.of("k", "v"))
                .serviceTier("flex")
                .promptCacheKey("key")
                .modalities(List.of("text", "image"))
                .extras(Extras.of(Wire.OPENAI_CHAT, Map.of("x", JsonText.NULL)))
                .build();
    }

    private static Map<String, Object> values(ChatRequest request) throws ReflectiveOperationException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Method method : ChatRequest.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0
                    && !List.of("toBuilder", "toString", "hashCode").contains(method.getName())) {
                values.put(method.getName(), method.invoke(request));
            }
        }
        return values;
    }

    @Test
    void aCopyLosesNothing() throws ReflectiveOperationException {
        Map<String, Object> original = values(full());

        assertEquals(24, original.size());
        assertEquals(original, values(full().toBuilder().build()));
    }

    @Test
    void everySetterSets() throws ReflectiveOperationException {
        Map<String, Object> bare =
                values(ChatRequest.builder("other", List.of()).build());

        values(full()).forEach((name, value) -> assertFalse(value.equals(bare.get(name)), name));
    }

    @Test
    void theTextHidesTheConversation() {
        assertFalse(full().toString().contains("Hello"));
    }

    @Test
    void aMessagesTextIsItsTextBlocks() {
        Message message = Message.of(
                Role.USER,
                List.of(
                        new Block.Text("a"),
                        new Block.RedactedThinking(new Signature("acme", "x"), Annotations.NONE),
                        new Block.Text("b")));

        assertEquals("a\nb", message.text());
    }
}
