package dev.switchboard.wire.anthropic.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.testkit.framing.ReferenceFraming;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamReaderTest {
    private static final String START = event(
            "message_start",
            "\"message\":{\"id\":\"msg_1\",\"model\":\"m\",\"role\":\"assistant\",\"content\":[],"
                    + "\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}");
    private static final String STOP = event("message_stop", "\"x\":1");

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
    }

    private static String start(int index, String block) {
        return event("content_block_start", "\"index\":" + index + ",\"content_block\":" + block);
    }

    private static String delta(int index, String delta) {
        return event("content_block_delta", "\"index\":" + index + ",\"delta\":" + delta);
    }

    private static String stop(int index) {
        return event("content_block_stop", "\"index\":" + index);
    }

    private static String end(String reason) {
        return event("message_delta", "\"delta\":{\"stop_reason\":\"" + reason + "\"},\"usage\":{\"output_tokens\":9}");
    }

    private static List<ChatEvent> decode(String body) {
        StreamReader reader = new StreamReader();
        List<ChatEvent> events = new ArrayList<>();
        for (UpstreamEvent event : ReferenceFraming.split(Framing.SSE, Bytes.utf8(body))) {
            events.addAll(reader.decode(event));
        }
        events.addAll(reader.end());
        return events;
    }

    private static ChatResponse.Choice assemble(String body) {
        ChatAccumulator accumulator = new ChatAccumulator();
        decode(body).forEach(accumulator::add);
        return accumulator.response().choices().getFirst();
    }

    @Test
    void overlappingBlocksAreToldApart() {
        ChatResponse.Choice choice = assemble(START
                + start(0, "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"t\",\"input\":{}}")
                + start(1, "{\"type\":\"tool_use\",\"id\":\"b\",\"name\":\"t\",\"input\":{}}")
                + delta(1, "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"x\\\":1}\"}")
                + delta(0, "{\"type\":\"input_json_delta\",\"partial_json\":\"\"}")
                + end("tool_use")
                + STOP);
        assertEquals(
                List.of("{}", "{\"x\":1}"),
                choice.content().stream()
                        .map(block -> ((Block.ToolUse) block).input())
                        .toList());
        assertEquals(StopReason.TOOL_USE, choice.stopReason());
    }

    @Test
    void blocksThatOnlyThisFormatKnowsComeWhole() {
        ChatResponse.Choice choice = assemble(START
                + start(0, "{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\",\"input\":{}}")
                + delta(0, "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"query\\\":\"}")
                + delta(0, "{\"type\":\"input_json_delta\",\"partial_json\":\"\\\"x\\\"}\"}")
                + stop(0)
                + end("pause_turn")
                + STOP);
        Block.Foreign block =
                assertInstanceOf(Block.Foreign.class, choice.content().getFirst());
        assertEquals(
                "{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\",\"input\":{\"query\":\"x\"}}",
                block.json().text());
        assertEquals(StopReason.PAUSE, choice.stopReason());
    }

    @Test
    void aSignatureAloneIsThinkingToo() {
        ChatResponse.Choice choice = assemble(START
                + start(0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}")
                + delta(0, "{\"type\":\"signature_delta\",\"signature\":\"sig\"}")
                + stop(0)
                + end("end_turn")
                + STOP);
        Block.Thinking thinking =
                assertInstanceOf(Block.Thinking.class, choice.content().getFirst());
        assertEquals("sig", thinking.signature().orElseThrow().value());
        assertEquals("anthropic", thinking.signature().orElseThrow().family());
    }

    @Test
    void anErrorInTheStreamFailsIt() {
        List<ChatEvent> events = decode(START
                + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                + "\"message\":\"Overloaded\"}}\n\n");
        ChatEvent.Failed failed = assertInstanceOf(ChatEvent.Failed.class, events.getLast());
        assertEquals(ErrorKind.OVERLOADED, failed.error().kind());
        assertEquals(529, failed.error().status());
        assertEquals("Overloaded", failed.error().message());
    }

    @Test
    void aCutAtAnyByteIsNoCleanEnd() {
        String whole = START
                + start(0, "{\"type\":\"text\",\"text\":\"\"}")
                + delta(0, "{\"type\":\"text_delta\",\"text\":\"Hällo\"}")
                + stop(0)
                + end("end_turn")
                + STOP;
        byte[] bytes = Bytes.utf8(whole).toArray();
        int lastEvent =
                Bytes.utf8(whole.substring(0, whole.length() - STOP.length())).length();
        for (int length = 0; length <= lastEvent; length++) {
            String cut = Bytes.wrap(bytes, 0, length).utf8();
            GatewayException error = assertThrows(GatewayException.class, () -> decode(cut));
            assertEquals(ErrorKind.UPSTREAM, error.error().kind());
        }
        assertEquals(1, assemble(whole).content().size());
    }

    @Test
    void usageOfTheEndReplacesThatOfTheBeginning() {
        ChatAccumulator accumulator = new ChatAccumulator();
        decode(START + end("max_tokens") + STOP).forEach(accumulator::add);
        assertEquals(5, accumulator.response().usage().of(Bucket.INPUT));
        assertEquals(9, accumulator.response().usage().of(Bucket.OUTPUT));
    }

    @Test
    void aRefusalSpeaksInWords() {
        String refusal = event(
                "message_delta",
                "\"delta\":{\"stop_reason\":\"refusal\",\"stop_details\":{\"type\":\"refusal\","
                        + "\"explanation\":\"No.\"}},\"usage\":{\"output_tokens\":9}");
        ChatResponse.Choice choice = assemble(START + refusal + STOP);
        assertEquals("No.", ((Block.Refusal) choice.content().getFirst()).text());
        assertEquals(StopReason.REFUSAL, choice.stopReason());
        assertTrue(decode(START + refusal + STOP).stream()
                .anyMatch(event -> event instanceof ChatEvent.Foreign foreign
                        && foreign.json().text().contains("stop_details")));
    }
}
