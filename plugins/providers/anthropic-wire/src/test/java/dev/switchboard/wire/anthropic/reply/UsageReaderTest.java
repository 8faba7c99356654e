package dev.switchboard.wire.anthropic.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import org.junit.jupiter.api.Test;

class UsageReaderTest {
    private static Usage read(String json) {
        return new UsageReader().add(JsonValue.parse(Bytes.utf8(json)));
    }

    @Test
    void believesTheSumOfCacheWrites() {
        Usage usage = read("{\"input_tokens\":10,\"cache_creation_input_tokens\":20,\"cache_creation\":{"
                + "\"ephemeral_5m_input_tokens\":3,\"ephemeral_1h_input_tokens\":9}}");
        assertEquals(11, usage.of(Bucket.CACHE_WRITE));
        assertEquals(9, usage.of(Bucket.CACHE_WRITE_1H));
        assertEquals(30, usage.inputTokens());
    }

    @Test
    void addsWhatCompactingTook() {
        Usage usage = read("{\"input_tokens\":10,\"output_tokens\":2,\"iterations\":["
                + "{\"type\":\"compaction\",\"input_tokens\":100,\"output_tokens\":7},"
                + "{\"type\":\"message\",\"input_tokens\":10,\"output_tokens\":2}]}");
        assertEquals(110, usage.of(Bucket.INPUT));
        assertEquals(9, usage.of(Bucket.OUTPUT));
    }

    @Test
    void survivesOddNumbers() {
        Usage usage = read("{\"input_tokens\":-5,\"output_tokens\":3,\"output_tokens_details\":{\"thinking_tokens\":9},"
                + "\"cache_creation\":{\"ephemeral_1h_input_tokens\":4},\"cache_read_input_tokens\":\"x\"}");
        assertEquals(0, usage.of(Bucket.INPUT));
        assertEquals(3, usage.of(Bucket.REASONING));
        assertEquals(4, usage.of(Bucket.CACHE_WRITE_1H));
        assertEquals(7, usage.totalTokens());
    }
}
