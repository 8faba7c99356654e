package dev.switchboard.accounts;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is written to the log from now on, until it is closed. */
final class TestingLog extends Handler implements AutoCloseable {
    private final Logger root = LogManager.getLogManager().getLogger("");
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    TestingLog() {
        root.addHandler(this);
    }

    /** The messages so far that have a text in them. */
    List<String> with(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(record.getLevel() + " " + new SimpleFormatter().formatMessage(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
