package dev.switchboard.dialect.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvents;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyTest {
    private static final JsonText ODD = new JsonText("{\"type\":\"odd\"}");
    private static final Usage USAGE = Usage.builder()
            .set(Bucket.INPUT, 5)
            .set(Bucket.INPUT_IMAGE, 2)
            .set(Bucket.OUTPUT, 3)
            .set(Bucket.OUTPUT_IMAGE, 7)
            .serviceTier(Optional.of("flex"))
            .build();
    private static final ChatResponse REPLY = new ChatResponse(
            "r",
            "m",
            Instant.EPOCH,
            List.of(new ChatResponse.Choice(
                    0,
                    List.of(
                            new Block.Text("hi"),
                            new Block.Foreign("anthropic", ODD, Annotations.NONE),
                            new Block.ToolResult("t", List.of(), false, Annotations.NONE)),
                    StopReason.END_TURN,
                    Optional.empty())),
            USAGE,
            Extras.of(Wire.OPENAI_CHAT, Map.of("system_fingerprint", ODD)));
    private static final List<String> TOLD = List.of(
            "system_fingerprint was left out: only the format openai.chat can say it",
            "odd was left out: only the format of anthropic can say it",
            "content was left out: a reply of this format has no place for the result of a tool");

    private final Changes changes = new Changes();

    @Test
    void whatOnlyAnotherFormatKnowsIsTold() {
        String written = ReplyWriter.write(REPLY, changes).utf8();

        assertTrue(written.startsWith("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"hi\"}],"), written);
        assertEquals(TOLD, changes.list());
    }

    @Test
    void ofAStreamAsWell() {
        ChatStreamEncoder encoder = new ChatStreamEncoder(StreamForm.of(Framing.SSE), changes);
        ChatEvents.of(REPLY).forEach(encoder::encode);
        String end = encoder.end().utf8();

        assertTrue(end.contains("\"finishReason\":\"STOP\""), end);
        assertEquals(TOLD, changes.list());
    }

    @Test
    void usageIsSplitByModalityAndNamesTheTier() {
        String written = ReplyWriter.write(REPLY, changes).utf8();

        assertTrue(
                written.contains("\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":5},"
                        + "{\"modality\":\"IMAGE\",\"tokenCount\":2}],\"candidatesTokensDetails\":["
                        + "{\"modality\":\"TEXT\",\"tokenCount\":3},{\"modality\":\"IMAGE\",\"tokenCount\":7}],"
                        + "\"serviceTier\":\"flex\"}"),
                written);
    }
}
