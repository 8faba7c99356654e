package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginHistoryTest {
    @TempDir
    private Path folder;

    private static PluginEvent event(String subject) {
        return new PluginEvent(Instant.EPOCH, "alice", "install", subject, "serves");
    }

    @Test
    void keepsTheLatestOnly() {
        PluginHistory history = new PluginHistory(folder.resolve("history.tsv"));
        for (int number = 0; number < PluginHistory.KEPT + 3; number++) {
            history.record(event("acme " + number));
        }
        List<PluginEvent> events = history.read();
        assertEquals(PluginHistory.KEPT, events.size());
        assertEquals("acme 3", events.getFirst().subject());
    }

    @Test
    void aLineIsOneEventWhateverItsWordsAre() {
        PluginHistory history = new PluginHistory(folder.resolve("history.tsv"));
        history.record(event("acme\t1\nroot\tinstalled"));
        assertEquals(List.of(event("acme 1 root installed")), history.read());
    }

    @Test
    void losesNothingBetweenTwoWriters() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            String subject = "acme " + number;
            threads.add(Thread.ofVirtual()
                    .start(() -> new PluginHistory(folder.resolve("history.tsv")).record(event(subject))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(8, new PluginHistory(folder.resolve("history.tsv")).read().size());
    }

    @Test
    void passesOverWhatIsNoLine() throws IOException {
        Path file = Files.writeString(
                folder.resolve("history.tsv"), "half a li\n" + event("acme").line() + "\n");
        assertEquals(List.of(event("acme")), new PluginHistory(file).read());
    }
}
