package dev.switchboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.config.binding.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatcherTest {
    @TempDir
    Path folder;

    private final List<String> heard = new ArrayList<>();
    private final CountDownLatch changed = new CountDownLatch(1);
    private Path file;
    private ConfigWatcher watcher;

    private final ConfigListener listener = new ConfigListener() {
        @Override
        public void changed(Configuration configuration) {
            heard.add(configuration.gateway().keys().operator().orElse("none"));
            changed.countDown();
        }

        @Override
        public void rejected(List<Problem> problems) {
            heard.add("rejected: " + problems.getFirst().path());
        }
    };

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("a.yaml");
        Files.writeString(folder.resolve("key"), "sk-fake-1");
        Files.writeString(file, "keys: {operator: '${file:key}'}");
        ConfigLoader loader = ConfigLoader.ofFile(file, Map.of(), List.of());
        watcher = new ConfigWatcher(loader.load(List.of()), () -> loader.load(List.of()), listener);
    }

    @Test
    void nothingHappensWithoutAChange() {
        assertFalse(watcher.look());
        assertFalse(watcher.look());
        assertEquals(List.of(), heard);
    }

    @Test
    void aChangeIsLoadedOnceWhenItHasSettled() throws IOException {
        Files.writeString(file, "keys: {operator: sk-fake-two}");
        assertTrue(watcher.look());
        Files.writeString(file, "keys: {operator: sk-fake-three}");
        assertTrue(watcher.look());
        assertEquals(List.of(), heard);
        assertFalse(watcher.look());
        assertFalse(watcher.look());
        assertEquals(List.of("sk-fake-three"), heard);
    }

    @Test
    void aChangeBackToWhatIsInForceIsNoChange() throws IOException {
        var time = Files.getLastModifiedTime(file);
        byte[] before = Files.readAllBytes(file);
        Files.writeString(file, "keys: {}");
        assertTrue(watcher.look());
        Files.write(file, before);
        Files.setLastModifiedTime(file, time);
        assertFalse(watcher.look());
        assertEquals(List.of(), heard);
    }

    @Test
    void aBrokenFileIsReportedOnceAndItsCureLoaded() throws IOException {
        Files.writeString(file, "keyz: {}");
        watcher.look();
        watcher.look();
        watcher.look();
        assertEquals(List.of("rejected: keyz"), heard);
        Files.writeString(file, "keys: {operator: sk-fake-cured}");
        watcher.look();
        watcher.look();
        assertEquals(List.of("rejected: keyz", "sk-fake-cured"), heard);
    }

    @Test
    void aFileThatIsReferredToCountsAndFilesFollowTheConfiguration() throws IOException {
        Files.writeString(folder.resolve("key"), "sk-fake-changed");
        watcher.look();
        watcher.look();
        assertEquals(List.of("sk-fake-changed"), heard);
        Files.writeString(file, "keys: {operator: sk-fake-plain}");
        watcher.look();
        watcher.look();
        assertEquals(1, watcher.files().size());
        assertFalse(watcher.look());
        assertEquals(List.of("sk-fake-changed", "sk-fake-plain"), heard);
    }

    @Test
    void aFailureOfTheListenerIsReported() throws IOException {
        ConfigLoader loader = ConfigLoader.ofFile(file, Map.of(), List.of());
        List<String> reasons = new ArrayList<>();
        ConfigWatcher failing =
                new ConfigWatcher(loader.load(List.of()), () -> loader.load(List.of()), new ConfigListener() {
                    @Override
                    public void changed(Configuration configuration) {
                        throw new IllegalStateException("no");
                    }

                    @Override
                    public void rejected(List<Problem> problems) {
                        reasons.add(problems.getFirst().message());
                    }
                });
        Files.writeString(file, "keys: {operator: sk-fake-other}");
        failing.look();
        failing.look();
        assertEquals(List.of("the change failed: java.lang.IllegalStateException: no"), reasons);
    }

    @Test
    void theRunningWatchHearsOfAChange() throws Exception {
        try (ConfigWatch _ = ConfigWatch.start(watcher)) {
            Files.writeString(file, "keys: {operator: sk-fake-live}");
            assertTrue(changed.await(30, TimeUnit.SECONDS));
        }
        assertEquals(List.of("sk-fake-live"), heard);
    }
}
