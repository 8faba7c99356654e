package dev.switchboard.wire.openai.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.io.Bytes;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyUsageTest {
    private static final String LONG = "x".repeat(5_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"%s\",\"usage\":{\"n\":1}}",
                "{\"a\":\"%s\" ,\n \"usage\" : {\"n\":1} , \"service_tier\":\"default\"}\n",
                "{\"usage\":{\"n\":1},\"a\":\"%s\"}",
                "{\"a\":\"%s\",\"b\":{\"c\":1,\"usage\":{\"n\":2}},\"usage\":{\"n\":1}}",
                "{\"a\":\"%s\",\"usage\":{\"n\":1},\"b\":{\"c\":1,\"usage\":{\"n\":2}}}",
                "{\"a\":\"%s\",\"usage\":{\"n\":1},\"b\":[1,\"usage\"]}",
                "{\"a\":\"%s\",\"usage\":{\"n\":1},\"b\":\",\\\"usage\\\":{\\\"n\\\":2}}\"}",
                "{\"a\":\"%s\",\"usage\":{\"n\":1},\"b\\\"usage\":3}",
            })
    void isThatOfTheOutermostObject(String reply) {
        assertUsage("{\"n\":1}", reply.formatted(LONG));
        assertUsage("{\"n\":1}", reply.formatted(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"%s\",\"b\":{\"c\":1,\"usage\":{\"n\":2}}}",
                "{\"a\":\"%s,\\\"usage\\\":{\\\"n\\\":2}\"}",
                "[{\"a\":\"%s\",\"usage\":{\"n\":2}}]",
                "%s,\"usage\":",
                "%s",
            })
    void isNotFoundElsewhere(String reply) {
        assertEquals(Optional.empty(), ReplyUsage.find(Bytes.utf8(reply.formatted(LONG))));
    }

    /** A member before it may be longer than the end that is looked at first. */
    @Test
    void mayBeFarFromTheEnd() {
        assertUsage("{\"n\":1}", "{\"usage\":{\"n\":1},\"a\":[" + "1,".repeat(3_000) + "1]}");
    }

    private static void assertUsage(String expected, String reply) {
        assertEquals(expected, ReplyUsage.find(Bytes.utf8(reply)).orElseThrow().utf8());
    }
}
