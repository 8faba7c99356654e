package dev.switchboard.wire.openai.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseUsageTest {
    private static final String TOKENS = "'usage':{'input_tokens':9,'output_tokens':2}";

    private static Optional<Usage> read(String members) {
        return ResponseUsage.read(JsonValue.parse(Bytes.utf8("{" + members.replace('\'', '"') + "}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'web_search_call','action':{'type':'search','query':'a'}}                | , REQUESTS=1",
                "{'type':'web_search_call','status':'completed'}                                  | , REQUESTS=1",
                "{'type':'web_search_call','action':{'type':'open_page','url':'https://a.test'}}  | ``",
                "{'type':'web_search_call','action':{'type':'find_in_page','pattern':'a'}}        | ``",
                "{'type':'web_search_call','status':'failed','action':{'type':'search'}}          | ``",
                "{'type':'web_search_call'},{'type':'message'},{'type':'web_search_call'}         | , REQUESTS=2",
                "{'type':'file_search_call','queries':['a','b']},{'type':'file_search_call'}      | , FILE_SEARCHES=2",
                "{'type':'code_interpreter_call','container_id':'a'}                              | , CODE_SESSIONS=1",
                "{'type':'code_interpreter_call'},{'type':'code_interpreter_call'}                | , CODE_SESSIONS=1",
                "{'type':'function_call','name':'web_search_call'}                                | ``"
            })
    void countsWhatToolsOfTheProviderCost(String output, String counted) {
        assertEquals(
                "Usage[INPUT=9, OUTPUT=2" + counted + "]",
                read(TOKENS + ",'output':[" + output + "]").orElseThrow().toString());
    }

    @Test
    void countsEachContainerOnce() {
        String run = "{'type':'code_interpreter_call','container_id':'%s'}";
        String output = String.join(",", run.formatted("a"), run.formatted("b"), run.formatted("a"));
        assertEquals(
                "Usage[INPUT=9, OUTPUT=2, CODE_SESSIONS=2]",
                read(TOKENS + ",'output':[" + output + "]").orElseThrow().toString());
    }

    /** One call can search several times, and an item may be missing. */
    @Test
    void believesTheNumberThatTheReplyStates() {
        String stated = TOKENS + ",'tool_usage':{'image_gen':{'total_tokens':0},'web_search':{'num_requests':%d}},"
                + "'output':[{'type':'web_search_call','action':{'type':'search'}}]";
        assertEquals(
                "Usage[INPUT=9, OUTPUT=2, REQUESTS=3]",
                read(stated.formatted(3)).orElseThrow().toString());
        assertEquals(
                "Usage[INPUT=9, OUTPUT=2]",
                read(stated.formatted(0)).orElseThrow().toString());
    }

    /** xAI counts the sources it asked beside its tokens. */
    @Test
    void doesNotCountTwiceWhatUsageCounts() {
        String usage = "'usage':{'input_tokens':9,'output_tokens':2,'num_sources_used':4}";
        assertEquals(
                "Usage[INPUT=9, OUTPUT=2, REQUESTS=4]",
                read(usage + ",'output':[{'type':'web_search_call'}]")
                        .orElseThrow()
                        .toString());
    }

    @Test
    void toolsAloneAreNoReport() {
        assertEquals(Optional.empty(), read("'output':[{'type':'web_search_call'}]"));
    }
}
