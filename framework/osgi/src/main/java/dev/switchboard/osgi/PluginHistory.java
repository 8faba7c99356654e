package dev.switchboard.osgi;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who did what to plugins, a line each; the latest are kept. Used by the gateway and by commands at the same time. */
final class PluginHistory {
    static final int KEPT = 1000;
    private static final Logger log = LoggerFactory.getLogger(PluginHistory.class);

    private final Path file;

    PluginHistory(Path file) {
        this.file = file;
    }

    /** Notes an event. What was done is done: that it cannot be written down is logged. */
    void record(PluginEvent event) {
        // In one process a lock on a file is refused to the second thread; between processes it makes it wait.
        synchronized (PluginHistory.class) {
            try (FileChannel guard = FileChannel.open(
                    file.resolveSibling("." + file.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                guard.lock(); // until it is closed
                List<String> lines = new ArrayList<>(lines());
                lines.add(event.line());
                int surplus = Math.max(0, lines.size() - KEPT);
                AtomicFiles.write(file, incoming -> Files.write(incoming, lines.subList(surplus, lines.size())));
            } catch (IOException e) {
                log.warn("the history of plugins lacks {}: {}", event.line(), PluginCall.describe(e));
            }
        }
    }

    /** The latest last. */
    List<PluginEvent> read() {
        try {
            return lines().stream()
                    .flatMap(line -> PluginEvent.parse(line).stream())
                    .toList();
        } catch (IOException e) {
            log.warn("the history of plugins cannot be read: {}", PluginCall.describe(e));
            return List.of();
        }
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
