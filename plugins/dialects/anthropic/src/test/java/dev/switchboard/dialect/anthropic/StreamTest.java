package dev.switchboard.dialect.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.ChatEvents;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamTest {
    private static final ChatEvent START = new ChatEvent.Started("msg_1", "m", Instant.EPOCH, Extras.NONE);
    private static final ChatEvent END = new ChatEvent.Stopped(0, StopReason.END_TURN, Optional.empty());

    private final Changes changes = new Changes();

    /** The data of each event, after a check that its name is the data's type. */
    private List<String> write(List<ChatEvent> events) {
        MessageStreamEncoder encoder = new MessageStreamEncoder(changes);
        List<Bytes> written = new ArrayList<>();
        events.forEach(event -> written.add(encoder.encode(event)));
        written.add(encoder.end());
        List<String> data = new ArrayList<>();
        for (String event : Bytes.concat(written.toArray(Bytes[]::new)).utf8().split("\n\n")) {
            String[] lines = event.split("\n");
            String name = lines[0].substring("event: ".length());
            String json = lines[1].substring("data: ".length());
            assertEquals("{\"type\":\"" + name + "\"", json.split("[,}]", 2)[0]);
            data.add(json.substring(json.indexOf(name) + name.length() + 1));
        }
        return data;
    }

    private static ChatEvent start(int index, Block block) {
        return new ChatEvent.BlockStarted(0, index, block);
    }

    private static ChatEvent grow(int index, Delta delta) {
        return new ChatEvent.BlockDelta(0, index, delta);
    }

    private static ChatEvent stop(int index) {
        return new ChatEvent.BlockStopped(0, index);
    }

    private static Block use(String id) {
        return new Block.ToolUse(id, "t", "", Block.ToolUse.Kind.FUNCTION, Annotations.NONE);
    }

    @Test
    void usageThatComesEarlyStandsInTheFirstEventAndThatOfTheEndInTheLast() {
        Usage early =
                Usage.builder().set(Bucket.INPUT, 5).set(Bucket.CACHE_READ, 2).build();
        Usage late = Usage.builder()
                .set(Bucket.INPUT, 5)
                .set(Bucket.OUTPUT, 3)
                .set(Bucket.REASONING, 4)
                .build();
        assertEquals(
                List.of(
                        ",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
                                + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":5,"
                                + "\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":2,\"output_tokens\":0}}}",
                        ",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"input_tokens\":5,"
                                + "\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":7,"
                                + "\"output_tokens_details\":{\"thinking_tokens\":4}}}",
                        "}"),
                write(List.of(START, new ChatEvent.UsageReported(early), END, new ChatEvent.UsageReported(late))));
    }

    @Test
    void overlappingBlocksComeOneAfterTheOther() {
        List<String> data = write(List.of(
                START,
                start(0, use("a")),
                start(1, new Block.Image(new Media.Inline("image/png", ""), Optional.empty(), Annotations.NONE)),
                start(2, use("b")),
                grow(2, new Delta.Input("{\"y\":2}")),
                grow(0, new Delta.Input("{\"x\":1}")),
                stop(2),
                stop(0),
                END));
        assertEquals(
                List.of(
                        ",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"t\",\"input\":{}}}",
                        ",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"x\\\":1}\"}}",
                        ",\"index\":0}",
                        ",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"b\",\"name\":\"t\",\"input\":{}}}",
                        ",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"y\\\":2}\"}}",
                        ",\"index\":1}"),
                data.subList(1, 7));
        assertEquals(1, changes.list().size(), "the image has no place");
    }

    @Test
    void aSignatureComesOnceAndWholeAndOneOnTextInABlockOfItsOwn() {
        List<String> data = write(List.of(
                START,
                start(0, new Block.Thinking("", Optional.empty(), Annotations.NONE)),
                grow(0, new Delta.Signed(new Signature("anthropic", "half"))),
                grow(0, new Delta.Thinking("hm")),
                grow(0, new Delta.Signed(new Signature("anthropic", "whole"))),
                stop(0),
                start(1, new Block.Text("hi")),
                grow(1, new Delta.Signed(new Signature("gemini", "g"))),
                stop(1),
                END));
        assertEquals(
                List.of(
                        ",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}",
                        ",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}}",
                        ",\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"whole\"}}",
                        ",\"index\":0}",
                        ",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                        ",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"hi\"}}",
                        ",\"index\":1}",
                        ",\"index\":2,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}",
                        ",\"index\":2,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"gemini:g\"}}",
                        ",\"index\":2}"),
                data.subList(1, 11));
    }

    @Test
    void ofSeveralChoicesTheFirst() {
        List<String> data = write(List.of(
                START,
                new ChatEvent.BlockStarted(1, 0, new Block.Text("other")),
                start(0, new Block.Text("hi")),
                new ChatEvent.BlockStopped(1, 0),
                new ChatEvent.Stopped(1, StopReason.MAX_TOKENS, Optional.empty()),
                stop(0),
                END));
        assertEquals(6, data.size());
        assertEquals(List.of("choices was left out: this format has one reply only"), changes.list());
    }

    @Test
    void whatOnlyAnotherFormatKnowsIsTold() {
        JsonText json = new JsonText("{\"type\":\"odd\"}");
        Extras extras = Extras.of(Wire.OPENAI_CHAT, Map.of("system_fingerprint", json, "nothing", JsonText.NULL));
        write(List.of(
                new ChatEvent.Started("msg_1", "m", Instant.EPOCH, extras),
                start(0, new Block.Text("hi")),
                grow(0, new Delta.Foreign("gemini", JsonText.NULL)),
                stop(0),
                start(1, new Block.Foreign("bedrock", json, Annotations.NONE)),
                stop(1),
                new ChatEvent.Foreign("cohere", json),
                new ChatEvent.ProbabilitiesReported(0, List.of()),
                END));
        assertEquals(
                List.of(
                        "system_fingerprint was left out: only the format openai.chat can say it",
                        "a part of the reply was left out: only the format of gemini can say it",
                        "odd was left out: only the format of bedrock can say it",
                        "odd was left out: only the format of cohere can say it",
                        "logprobs was left out: this format has none"),
                changes.list());
    }

    @Test
    void theTierThatServedStandsInTheUsage() {
        Usage usage = Usage.builder()
                .set(Bucket.OUTPUT, 3)
                .serviceTier(Optional.of("priority"))
                .build();
        List<String> data = write(List.of(START, new ChatEvent.UsageReported(usage), END));
        assertEquals(true, data.get(data.size() - 2).contains("\"service_tier\":\"priority\""), data::toString);
    }

    @Test
    void aWholeReplyIsAStreamToo() {
        ChatResponse response = new ChatResponse(
                "msg_1",
                "m",
                Instant.EPOCH,
                List.of(new ChatResponse.Choice(
                        0,
                        List.of(
                                new Block.Foreign(
                                        "anthropic",
                                        new JsonText("{\"type\":\"server_tool_use\",\n\"input\":{}}"),
                                        Annotations.NONE),
                                new Block.Refusal("no", Annotations.NONE)),
                        StopReason.END_TURN,
                        Optional.empty())),
                Usage.none(),
                Extras.NONE);
        List<String> data = write(ChatEvents.of(response));
        assertEquals(",\"index\":0,\"content_block\":{\"type\":\"server_tool_use\", \"input\":{}}}", data.get(1));
        assertEquals(",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"no\"}}", data.get(4));
        assertEquals("refusal", data.get(6).split("\"")[5]);
    }

    @Test
    void errorsAndFillers() {
        MessageStreamEncoder encoder = new MessageStreamEncoder(changes);
        assertEquals(
                "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}\n\n",
                encoder.error(GatewayError.of(ErrorKind.OVERLOADED, "busy")).utf8());
        assertEquals(
                "event: ping\ndata: {\"type\": \"ping\"}\n\n",
                encoder.keepAlive().utf8());
    }

    /** The Java SDK refuses a tool use whose input no delta brought. */
    @Test
    void aToolUseWithoutInputHasADeltaWithAnEmptyOne() {
        List<String> said = write(List.of(START, start(0, use("a")), grow(0, new Delta.Input("")), stop(0), END));
        assertEquals(",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}}", said.get(2));
        assertEquals(6, said.size());
    }
}
