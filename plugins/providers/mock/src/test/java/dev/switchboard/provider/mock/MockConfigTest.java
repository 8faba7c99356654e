package dev.switchboard.provider.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.provider.mock.MockConfig.Counts;
import dev.switchboard.provider.mock.MockConfig.Failure;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.error.ErrorKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MockConfigTest {
    @Test
    void needsNoSettings() {
        assertEquals(List.of("replies", "delay=0s", "tokenInterval=0s", "dimensions=1536"), defaults(MockConfig.class));
        assertEquals(
                List.of("kind=upstream", "status", "message=the mock provider was told to fail", "retryAfter"),
                defaults(Failure.class));
    }

    private static List<String> defaults(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> component.isAnnotationPresent(Default.class)
                        ? component.getName() + "="
                                + component.getAnnotation(Default.class).value()
                        : component.getName())
                .toList();
    }

    @Test
    void refusesWhatCannotWork() {
        Failure failure = new Failure(ErrorKind.UPSTREAM, Optional.empty(), "down", Optional.empty());
        assertRefused("delay: PT-1S", () -> config(Duration.ofSeconds(-1), 8));
        assertRefused("dimensions: 0", () -> config(Duration.ZERO, 0));
        assertRefused("model: \"(\"", () -> new TestingRule().model("(").build());
        assertRefused("message: \"[\"", () -> new TestingRule().message("[").build());
        assertRefused("tokens: 0", () -> new TestingRule().tokens(0).build());
        assertRefused(
                "tokens: 5 beside", () -> new TestingRule().tokens(5).text("x").build());
        assertRefused("cut-after: -1", () -> new TestingRule().cutAfter(-1).build());
        assertRefused(
                "error: beside",
                () -> new TestingRule().text("x").error(failure).build());
        assertRefused("status: 200", () -> new Failure(ErrorKind.UPSTREAM, Optional.of(200), "", Optional.empty()));
        assertRefused("output: -1", () -> new Counts(0, 0, -1, 0));
    }

    private static MockConfig config(Duration delay, int dimensions) {
        return new MockConfig(List.of(), delay, Duration.ZERO, dimensions);
    }

    private static void assertRefused(String start, Runnable constructor) {
        String message =
                assertThrows(IllegalArgumentException.class, constructor::run).getMessage();
        assertTrue(message.startsWith(start), message);
    }
}
