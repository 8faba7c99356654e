package dev.switchboard.testing;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged while it is open, by anybody in this process, and not printed. */
final class TestingLog extends Handler implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");

    private final List<Handler> silenced = List.of(ROOT.getHandlers());
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> arriving = new LinkedBlockingQueue<>();

    private TestingLog() {
        setLevel(Level.ALL);
        setFormatter(new SimpleFormatter());
    }

    static TestingLog capture() {
        TestingLog log = new TestingLog();
        log.silenced.forEach(ROOT::removeHandler);
        ROOT.addHandler(log);
        return log;
    }

    List<String> lines() {
        return lines;
    }

    /** Blocks until a line with that text has come. */
    String await(String text) {
        try {
            for (String line = poll(); line != null; line = poll()) {
                if (line.contains(text)) {
                    return line;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("no line with \"" + text + "\" was logged, but " + lines);
    }

    private String poll() throws InterruptedException {
        return arriving.poll(10, TimeUnit.SECONDS);
    }

    @Override
    public void publish(LogRecord entry) {
        String line = getFormatter().format(entry);
        lines.add(line);
        arriving.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
        silenced.forEach(ROOT::addHandler);
    }
}
