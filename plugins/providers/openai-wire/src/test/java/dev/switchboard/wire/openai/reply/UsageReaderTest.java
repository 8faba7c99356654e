package dev.switchboard.wire.openai.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Usage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageReaderTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    OpenAI      | {"prompt_tokens":20,"completion_tokens":9,"total_tokens":29,"prompt_tokens_details":{"cached_tokens":5,"audio_tokens":2},"completion_tokens_details":{"reasoning_tokens":4,"audio_tokens":1}} | {INPUT=13, CACHE_READ=5, INPUT_AUDIO=2, OUTPUT=4, REASONING=4, OUTPUT_AUDIO=1}
                    OpenAI 5    | {"prompt_tokens":20,"completion_tokens":1,"total_tokens":21,"prompt_tokens_details":{"cached_tokens":5,"cache_write_tokens":7}} | {INPUT=8, CACHE_READ=5, CACHE_WRITE=7, OUTPUT=1}
                    xAI         | {"prompt_tokens":432,"completion_tokens":68,"total_tokens":636,"prompt_tokens_details":{"cached_tokens":153},"completion_tokens_details":{"reasoning_tokens":136}} | {INPUT=279, CACHE_READ=153, OUTPUT=68, REASONING=136}
                    Mistral     | {"prompt_tokens":9,"total_tokens":632,"completion_tokens":248,"prompt_tokens_details":{"audio_tokens":375}} | {INPUT=9, INPUT_AUDIO=375, OUTPUT=248}
                    DeepSeek    | {"prompt_tokens":434,"completion_tokens":56,"total_tokens":490,"prompt_cache_hit_tokens":384,"prompt_cache_miss_tokens":50} | {INPUT=50, CACHE_READ=384, OUTPUT=56}
                    Databricks  | {"prompt_tokens":10,"completion_tokens":2,"total_tokens":42,"cache_read_input_tokens":20,"cache_creation_input_tokens":10} | {INPUT=10, CACHE_READ=20, CACHE_WRITE=10, OUTPUT=2}
                    Together    | {"prompt_tokens":41,"completion_tokens":15,"total_tokens":56,"cached_tokens":1} | {INPUT=40, CACHE_READ=1, OUTPUT=15}
                    Voyage      | {"total_tokens":12} | {INPUT=12}
                    more reasoning than output | {"prompt_tokens":43,"completion_tokens":10,"total_tokens":53,"completion_tokens_details":{"reasoning_tokens":11}} | {INPUT=43, REASONING=10}
                    no sum fits | {"prompt_tokens":5,"completion_tokens":5,"total_tokens":99} | {INPUT=5, OUTPUT=5}
                    no total    | {"prompt_tokens":5,"completion_tokens":5} | {INPUT=5, OUTPUT=5}
                    nulls       | {"prompt_tokens":501,"completion_tokens":null,"total_tokens":null,"prompt_tokens_details":null} | {INPUT=501}
                    nonsense    | {"prompt_tokens":-3,"completion_tokens":"x","total_tokens":1e300,"prompt_tokens_details":[7]} | {}
                    fractions   | {"prompt_tokens":5.0,"completion_tokens":2.9} | {INPUT=5, OUTPUT=2}
                    beyond long | {"prompt_tokens":99999999999999999999,"completion_tokens":9223372036854775807} | {}
                    """)
    void fillsDisjointBuckets(String server, String json, String buckets) {
        assertEquals(
                buckets,
                UsageReader.read(Bytes.utf8(json)).orElseThrow().toMap().toString());
    }

    @Test
    void readsNothingFromWhatIsNoUsage() {
        for (String json : new String[] {"null", "{}", "[]", "3", "\"x\"", "", "{\"a\""}) {
            assertEquals(Optional.<Usage>empty(), UsageReader.read(Bytes.utf8(json)), json);
        }
    }
}
