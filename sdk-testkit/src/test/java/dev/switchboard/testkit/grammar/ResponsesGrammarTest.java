package dev.switchboard.testkit.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testkit.recordings.Recordings;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesGrammarTest {
    /** Its arguments were shortened by hand where they come whole, but not in the deltas. */
    private static final String EDITED = "openai/044-responses-flue-v0-8-latest-stream";

    private static final String RESPONSE =
            "{'id':'resp_1','object':'response','created_at':1,'model':'m','status':'%s','output':[%s]}";
    private static final String MESSAGE =
            "{'id':'msg_1','type':'message','role':'assistant','status':'completed','content':[%s]}";
    private static final String PART = "{'type':'output_text','text':'Hi','annotations':[],'logprobs':[]}";
    private static final List<String> GOOD = List.of(
            "response.created|'response':" + RESPONSE.formatted("in_progress", ""),
            "response.output_item.added|'output_index':0,'item':{'id':'msg_1','type':'message','content':[]}",
            "response.content_part.added|'item_id':'msg_1','output_index':0,'content_index':0,"
                    + "'part':{'type':'output_text','text':''}",
            "response.output_text.delta|'item_id':'msg_1','output_index':0,'content_index':0,'delta':'H'",
            "response.output_text.delta|'item_id':'msg_1','output_index':0,'content_index':0,'delta':'i'",
            "response.output_text.done|'item_id':'msg_1','output_index':0,'content_index':0,'text':'Hi'",
            "response.content_part.done|'item_id':'msg_1','output_index':0,'content_index':0,'part':" + PART,
            "response.output_item.done|'output_index':0,'item':" + MESSAGE.formatted(PART),
            "response.completed|'response':" + RESPONSE.formatted("completed", MESSAGE.formatted(PART)));

    private static String stream(List<String> events) {
        int[] number = {0};
        return events.stream()
                .map(event -> event.split("\\|", 2))
                .map(event -> "event: " + event[0] + "\ndata: {\"type\":\"" + event[0] + "\",\"sequence_number\":"
                        + number[0]++ + "," + event[1].replace('\'', '"') + "}\n\n")
                .collect(Collectors.joining());
    }

    private static void check(String stream) {
        ResponsesGrammar.check(Bytes.utf8(stream));
    }

    @Test
    void aGoodStreamPasses() {
        assertEquals(
                "resp_1",
                ResponsesGrammar.check(Bytes.utf8(stream(GOOD))).path("id").asString());
    }

    @Test
    void everyEventIsNeeded() {
        for (int i = 0; i < GOOD.size(); i++) {
            List<String> fewer = Stream.concat(GOOD.subList(0, i).stream(), GOOD.subList(i + 1, GOOD.size()).stream())
                    .toList();
            assertThrows(AssertionError.class, () -> check(stream(fewer)), "without " + GOOD.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "\"sequence_number\":4 > \"sequence_number\":3 > its number",
                "event: response.completed > event: response.done > its name",
                "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"text\" >"
                        + " \"item_id\":\"msg_2\",\"output_index\":0,\"content_index\":0,\"text\" > item_id",
                "\"text\":\"Hi\"} > \"text\":\"Ho\"} > what was said",
                "\"output_index\":0,\"item\":{\"id\":\"msg_1\",\"type\":\"message\",\"content\":[]} >"
                        + " \"output_index\":1,\"item\":{\"id\":\"msg_1\",\"type\":\"message\",\"content\":[]} > output_index",
                "\"delta\":\"i\" > \"delta\":7 > delta",
            })
    void aWrongStreamIsNamed(String from, String to, String words) {
        String good = stream(GOOD);
        String wrong = good.replace(from, to);
        assertTrue(!good.equals(wrong), from);
        AssertionError error = assertThrows(AssertionError.class, () -> check(wrong));
        assertTrue(error.getMessage().startsWith(words), error.getMessage());
    }

    @TestFactory
    Stream<DynamicTest> recordedStreamsPass() {
        return Recordings.locate()
                .tests(
                        recording -> recording.has("responses-api")
                                && recording.response().stream()
                                && !recording.id().equals(EDITED),
                        recording -> ResponsesGrammar.check(
                                Bytes.wrap(recording.response().body())));
    }
}
