package dev.switchboard.wire.openai.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.wire.openai.TestingWire;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventReaderTest {
    private static final String CREATED =
            "{'type':'response.created','response':{'id':'r','created_at':1,'model':'m','output':[]}}";
    private static final String COMPLETED =
            "{'type':'response.completed','response':{'id':'r','status':'completed','output':[]}}";

    /** Events without names, as some servers send them. */
    private static List<UpstreamEvent> events(String... data) {
        return TestingWire.events(List.of(data).stream()
                .map(each -> "data: " + each.replace('\'', '"') + "\n\n")
                .collect(Collectors.joining()));
    }

    private static ChatResponse read(String... data) {
        ChatAccumulator whole = new ChatAccumulator();
        EventReader reader = new EventReader();
        events(data).forEach(event -> reader.decode(event).forEach(whole::add));
        reader.end().forEach(whole::add);
        return whole.response();
    }

    private static List<Block> blocks(String... data) {
        return read(data).choices().getFirst().content();
    }

    @Test
    void argumentsThatComeWithTheEndOnlyAreNotLost() {
        String added =
                "{'type':'response.output_item.added','output_index':0,'item':{'type':'function_call','id':'fc_1',"
                        + "'call_id':'c','name':'f','arguments':''}}";
        String delta = "{'type':'response.function_call_arguments.delta','output_index':0,'delta':'{'}";
        String done = "{'type':'response.function_call_arguments.done','output_index':0,'arguments':'{}'}";
        String item = "{'type':'response.output_item.done','output_index':0,'item':{'type':'function_call','id':'fc_1',"
                + "'call_id':'c','name':'f','arguments':'{}'}}";
        for (List<String> said : List.of(
                List.of(added, delta, done, item),
                List.of(added, done, item),
                List.of(added, item),
                List.of(item),
                List.of(added, delta))) {
            List<String> all = new java.util.ArrayList<>(said);
            all.addFirst(CREATED);
            all.add(COMPLETED.replace(
                    "'output':[]",
                    "'output':[" + item.substring(item.indexOf("{'type':'function_call'"), item.length() - 1) + "]"));
            ChatResponse response = read(all.toArray(String[]::new));
            Block.ToolUse use =
                    (Block.ToolUse) response.choices().getFirst().content().getFirst();
            assertEquals("{}", use.input(), said.toString());
            assertEquals("c", use.id());
            assertEquals(StopReason.TOOL_USE, response.choices().getFirst().stopReason());
        }
    }

    @Test
    void whatComesWithTheLastEventOnlyIsSaidThen() {
        List<Block> blocks = blocks(COMPLETED.replace(
                "'output':[]",
                "'output':[{'type':'message','content':[{'type':'output_text','text':'Hi'},{'type':'refusal','refusal':'no'}]},"
                        + "{'type':'web_search_call','id':'ws'}]"));
        assertEquals("Hi", ((Block.Text) blocks.get(0)).text());
        assertEquals("no", ((Block.Refusal) blocks.get(1)).text());
        assertEquals("openai.responses", ((Block.Foreign) blocks.get(2)).family());
    }

    @Test
    void itemsThatGrowAtTheSameTimeStayApart() {
        List<Block> blocks = blocks(
                CREATED,
                call("added", 0),
                call("added", 1),
                "{'type':'response.function_call_arguments.delta','output_index':1,'delta':'[1'}",
                "{'type':'response.function_call_arguments.delta','output_index':0,'delta':'[0'}",
                "{'type':'response.function_call_arguments.delta','output_index':1,'delta':']'}",
                "{'type':'response.function_call_arguments.delta','output_index':0,'delta':']'}",
                COMPLETED);
        assertEquals("[0]", ((Block.ToolUse) blocks.get(0)).input());
        assertEquals("[1]", ((Block.ToolUse) blocks.get(1)).input());
    }

    private static String call(String what, int index) {
        return "{'type':'response.output_item." + what + "','output_index':" + index
                + ",'item':{'type':'function_call','call_id':'c" + index + "','name':'f','arguments':''}}";
    }

    @Test
    void summariesInPartsAreOneThought() {
        Block.Thinking thinking = (Block.Thinking) blocks(
                        CREATED,
                        "{'type':'response.output_item.added','output_index':0,'item':{'type':'reasoning','id':'rs','summary':[]}}",
                        "{'type':'response.reasoning_summary_text.delta','output_index':0,'summary_index':0,'delta':'a'}",
                        "{'type':'response.reasoning_summary_text.delta','output_index':0,'summary_index':1,'delta':'b'}",
                        "{'type':'response.output_item.done','output_index':0,'item':{'type':'reasoning','id':'rs',"
                                + "'summary':[{'text':'a'},{'text':'b'}],'encrypted_content':'sealed'}}",
                        COMPLETED)
                .getFirst();
        assertEquals("a\n\nb", thinking.text());
        assertEquals("sealed", thinking.signature().orElseThrow().value());
    }

    @Test
    void aStreamThatIsCutAnywhereIsNotComplete() {
        List<UpstreamEvent> events = events(CREATED, call("added", 0), call("done", 0), COMPLETED, "[DONE]");
        for (int i = 0; i < 3; i++) {
            EventReader reader = new EventReader();
            EventObserver observer = new EventObserver();
            events.subList(0, i + 1).forEach(reader::decode);
            events.subList(0, i + 1).forEach(observer::observe);
            assertThrows(GatewayException.class, reader::end);
            assertFalse(observer.complete());
        }
    }

    @Test
    void failuresHaveTheirKinds() {
        assertFailure(
                ErrorKind.RATE_LIMIT,
                "{'type':'response.failed','response':{'id':'r','status':'failed','error':{'code':'rate_limit_exceeded','message':'slow'}}}");
        assertFailure(ErrorKind.QUOTA, "{'type':'error','code':'insufficient_quota','message':'slow','param':null}");
        assertFailure(
                ErrorKind.UPSTREAM, "{'type':'error','error':{'type':'server_error','code':null,'message':'slow'}}");
        assertFailure(ErrorKind.CONTEXT_WINDOW, "{'error':{'code':'context_length_exceeded','message':'slow'}}");
    }

    private static void assertFailure(ErrorKind kind, String data) {
        GatewayException failure = assertThrows(GatewayException.class, () -> read(CREATED, data));
        assertEquals(kind, failure.error().kind(), data);
        assertEquals("slow", failure.error().message());
        EventObserver observer = new EventObserver();
        Observation seen = observer.observe(events(data).getFirst());
        assertEquals(Observation.Kind.FAILURE, seen.kind(), data);
        assertEquals(kind, seen.error().orElseThrow().kind());
        assertFalse(observer.complete());
    }

    @Test
    void contentBeginsAfterTheEnvelope() {
        EventObserver observer = new EventObserver();
        List<Observation.Kind> kinds = events(CREATED, call("added", 0), COMPLETED).stream()
                .map(event -> observer.observe(event).kind())
                .toList();
        assertEquals(List.of(Observation.Kind.OTHER, Observation.Kind.CONTENT, Observation.Kind.END), kinds);
        assertTrue(observer.complete());
    }

    @Test
    void aWholeReplyThatFailedOrIsUnderWayIsNone() {
        for (String status : List.of("failed", "cancelled", "queued", "in_progress")) {
            assertThrows(
                    GatewayException.class,
                    () -> ReplyReader.read(Bytes.utf8("{\"status\":\"" + status + "\",\"output\":[]}")),
                    status);
        }
    }
}
