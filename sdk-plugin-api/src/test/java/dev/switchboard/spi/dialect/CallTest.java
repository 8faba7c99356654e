package dev.switchboard.spi.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallTest {
    @Test
    void theRequestIsReadWhenAskedForAndThenKept() {
        AtomicInteger reads = new AtomicInteger();
        Call<String> call =
                Call.builder("m", () -> "read " + reads.incrementAndGet()).build();

        assertEquals(0, reads.get());
        assertEquals("read 1", call.request());
        assertEquals("read 1", call.request());
    }

    @Test
    void aReplacementKeepsTheRest() {
        JsonDocument body = JsonDocument.parse(Bytes.utf8("{}"));
        CallOptions options = CallOptions.builder().user("ada").build();
        Call<String> call = Call.builder("m", () -> "first").stream(true)
                .usageRequested(true)
                .options(options)
                .body(body)
                .build();

        Call<String> replaced = call.withRequest("second");

        assertFalse(call.rewritten());
        assertTrue(replaced.rewritten());
        assertEquals("first", call.request());
        assertEquals("second", replaced.request());
        assertEquals("m", replaced.model());
        assertTrue(replaced.stream());
        assertTrue(replaced.usageRequested());
        assertSame(options, replaced.options());
        assertEquals(Optional.of(body), replaced.body());
    }

    @Test
    void optionsKeepWhatTheCallerAsked() {
        CallOptions options = CallOptions.builder()
                .session("s")
                .tag("a")
                .tag("b")
                .timeout(Duration.ofMillis(1))
                .promptId("p")
                .promptVariable("who", JsonText.string("Ada"))
                .build();

        assertEquals(Optional.empty(), options.user());
        assertEquals(Optional.of("s"), options.session());
        assertEquals(List.of("a", "b"), options.tags());
        assertEquals(Optional.of(Duration.ofMillis(1)), options.timeout());
        assertEquals(Optional.of("p"), options.promptId());
        assertEquals(Map.of("who", JsonText.string("Ada")), options.promptVariables());
    }

    @Test
    void nobodyWaitsForNothing() {
        assertThrows(IllegalArgumentException.class, () -> CallOptions.builder().timeout(Duration.ZERO));
    }
}
