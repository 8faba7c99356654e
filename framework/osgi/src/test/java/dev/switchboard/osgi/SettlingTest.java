package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private final Settling settling = new Settling(Duration.ofNanos(150));

    @Test
    void aFileCountsWhenItHasNotChangedForLongEnough() {
        assertLook(0, Map.of("a.jar", stamp(1)), Set.of(), Set.of("a.jar"));
        assertLook(149, Map.of("a.jar", stamp(1)), Set.of(), Set.of("a.jar"));
        assertLook(150, Map.of("a.jar", stamp(1)), Set.of("a.jar"), Set.of());
    }

    @Test
    void everyChangeStartsTheWaitAnew() {
        assertLook(0, Map.of("a.jar", stamp(1)), Set.of(), Set.of("a.jar"));
        assertLook(100, Map.of("a.jar", stamp(2)), Set.of(), Set.of("a.jar"));
        assertLook(200, Map.of("a.jar", stamp(2)), Set.of(), Set.of("a.jar"));
        assertLook(250, Map.of("a.jar", stamp(2)), Set.of("a.jar"), Set.of());
        assertLook(260, Map.of("a.jar", stamp(3)), Set.of(), Set.of("a.jar"));
    }

    @Test
    void aSlowFileDoesNotKeepOthersBack() {
        settling.look(Map.of("a.jar", stamp(1), "b.jar", stamp(1)), 0);
        assertLook(150, Map.of("a.jar", stamp(1), "b.jar", stamp(2)), Set.of("a.jar"), Set.of("b.jar"));
    }

    @Test
    void aDeletionIsPendingAsLong() {
        settling.assumeSettled(Map.of("a.jar", stamp(1)), 0);
        assertLook(10, Map.of(), Set.of(), Set.of("a.jar"));
        assertLook(159, Map.of(), Set.of(), Set.of("a.jar"));
        assertLook(160, Map.of(), Set.of(), Set.of());
        assertLook(170, Map.of(), Set.of(), Set.of());
    }

    @Test
    void deletingAndCopyingAnewIsOneChange() {
        settling.assumeSettled(Map.of("a.jar", stamp(1)), 0);
        assertLook(10, Map.of(), Set.of(), Set.of("a.jar"));
        assertLook(100, Map.of("a.jar", stamp(2)), Set.of(), Set.of("a.jar"));
        assertLook(250, Map.of("a.jar", stamp(2)), Set.of("a.jar"), Set.of());
    }

    @Test
    void whatIsThereAtTheStartCountsAtOnce() {
        settling.assumeSettled(Map.of("a.jar", stamp(1)), 0);
        assertLook(0, Map.of("a.jar", stamp(1)), Set.of("a.jar"), Set.of());
    }

    private void assertLook(long nanos, Map<String, FileStamp> files, Set<String> settled, Set<String> pending) {
        Settling.Look look = settling.look(files, nanos);
        assertEquals(settled, look.settled().keySet());
        assertEquals(pending, look.pending());
    }

    private static FileStamp stamp(long size) {
        return new FileStamp(size, FileTime.fromMillis(0), "inode", FileTime.fromMillis(0));
    }
}
