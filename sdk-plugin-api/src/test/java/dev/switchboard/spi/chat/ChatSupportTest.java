package dev.switchboard.spi.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatSupport.Handling;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatSupportTest {
    private static final ChatSupport ALL = ChatSupport.builder(Wire.OPENAI_CHAT)
            .natively(ChatParameter.values())
            .build();

    private final Changes changes = new Changes();

    @Test
    void leavesARequestAloneThatItCanDo() {
        ChatRequest request = hello().temperature(0.5).build();

        assertSame(request, ALL.apply(request, changes));
        assertEquals(List.of(), changes.list());
    }

    @Test
    void takesOutWhatIsDroppedAndSaysSo() {
        ChatRequest request = hello().topK(3).temperature(0.5).build();

        ChatRequest left = ALL.with(Handling.DROPPED, ChatParameter.TOP_K).apply(request, changes);

        assertTrue(left.topK().isEmpty());
        assertEquals(0.5, left.temperature().getAsDouble());
        assertEquals(List.of("top_k was left out: the chosen provider has no such parameter"), changes.list());
    }

    @Test
    void refusesByName() {
        ChatRequest request = hello().choices(2).build();
        ChatSupport one = ALL.with(Handling.REFUSED, ChatParameter.N);

        GatewayException refused = assertThrows(GatewayException.class, () -> one.apply(request, changes));

        assertEquals(ErrorKind.UNSUPPORTED, refused.error().kind());
        assertEquals(Optional.of("n"), refused.error().param());
    }

    @Test
    void tellsOfMembersThatOnlyAnotherFormatKnows() {
        Extras extras = Extras.of(Wire.ANTHROPIC_MESSAGES, Map.of("container", JsonText.NULL));
        Block block = new Block.Text("x", Annotations.of(Extras.of(Wire.GEMINI_GENERATE, Map.of("z", JsonText.TRUE))));
        ChatRequest request = ChatRequest.builder("m", List.of(Message.of(Role.USER, List.of(block))))
                .extras(extras)
                .build();

        ALL.apply(request, changes);

        assertEquals(2, changes.list().size());
        assertTrue(changes.list().getFirst().startsWith("container was left out"));
    }

    @Test
    void wantsEveryParameterDeclared() {
        ChatSupport.Builder some = ChatSupport.builder().natively(ChatParameter.TEMPERATURE);

        assertTrue(assertThrows(IllegalStateException.class, some::build)
                .getMessage()
                .contains("TOP_K"));
    }

    @Test
    void neverDropsWhatTheMeaningDependsOn() {
        ChatSupport.Builder builder = ChatSupport.builder();

        assertThrows(IllegalArgumentException.class, () -> builder.dropped(ChatParameter.IMAGES));
    }

    @Test
    void seesPicturesInToolResults() {
        Block image = new Block.Image(new Media.Inline("image/png", "aGk="), Optional.empty(), Annotations.NONE);
        Block result = new Block.ToolResult("t1", List.of(image), false, Annotations.NONE);
        ChatRequest request = ChatRequest.builder("m", List.of(Message.of(Role.TOOL, List.of(result))))
                .build();

        assertTrue(ChatParameter.TOOL_RESULT_MEDIA.isIn(request));
        assertTrue(ChatParameter.IMAGES.isIn(request));
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder("m", List.of(Message.of(Role.USER, "hello")));
    }
}
