package dev.switchboard.logging.jsonl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.config.Default;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonlConfigTest {
    private static final DataSize SIZE = DataSize.parse("100MB");

    @Test
    void hasSafeDefaults() {
        List<String> defaults = Arrays.stream(JsonlConfig.class.getRecordComponents())
                .map(component -> component.getName() + "="
                        + component.getAnnotation(Default.class).value())
                .toList();

        assertEquals(
                List.of("path=exchanges.jsonl", "maxSize=100MB", "keep=9", "content=false", "usage=true"), defaults);
    }

    @Test
    void refusesWhatCannotWork() {
        assertRefused("max-size: 1023B", () -> new JsonlConfig(Path.of("a"), new DataSize(1023), 1, false, true));
        assertRefused("keep: -1", () -> new JsonlConfig(Path.of("a"), SIZE, -1, false, true));
        assertRefused("keep: 1001", () -> new JsonlConfig(Path.of("a"), SIZE, 1001, false, true));
        assertRefused("path: \"/\"", () -> new JsonlConfig(Path.of("/"), SIZE, 1, false, true));
        assertRefused("path: \"\"", () -> new JsonlConfig(Path.of(""), SIZE, 1, false, true));
    }

    private static void assertRefused(String start, Runnable constructor) {
        String message =
                assertThrows(IllegalArgumentException.class, constructor::run).getMessage();
        assertTrue(message.startsWith(start), message);
    }
}
