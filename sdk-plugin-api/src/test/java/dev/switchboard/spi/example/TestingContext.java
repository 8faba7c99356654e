package dev.switchboard.spi.example;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.upstream.Outbound;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Lends a log that can be read and a clock that stands. */
final class TestingContext implements PluginContext {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    final List<String> lines = new ArrayList<>();

    @Override
    public System.Logger logger() {
        return new Lines();
    }

    @Override
    public InstantSource clock() {
        return InstantSource.fixed(NOW);
    }

    @Override
    public Executor executor() {
        return Runnable::run;
    }

    @Override
    public Path dataDirectory() {
        throw new UnsupportedOperationException("no example writes files");
    }

    @Override
    public ConcurrentMap<String, Object> handover() {
        throw new UnsupportedOperationException("no example holds what only one can hold");
    }

    @Override
    public Outbound outbound() {
        throw new UnsupportedOperationException("no example calls other hosts");
    }

    private final class Lines implements System.Logger {
        @Override
        public String getName() {
            return "testing";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, Throwable thrown) {
            lines.add(level + " " + message);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, Object... values) {
            lines.add(level + " " + MessageFormat.format(format, values));
        }
    }
}
