package dev.switchboard.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/** Logs one line per event to the standard error stream, unless {@code java.util.logging.config.file} says otherwise. */
final class Logging {
    private static final String SETTINGS = """
            handlers = java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.level = ALL
            java.util.logging.ConsoleHandler.formatter = java.util.logging.SimpleFormatter
            java.util.logging.SimpleFormatter.format = %1$tFT%1$tT.%1$tL%1$tz %4$-7s %5$s%6$s%n
            .level = WARNING
            com.google.inject.internal.util.LineNumbers.level = OFF
            """;

    private Logging() {}

    /** @param running whether this process is a gateway, whose steps are worth a line; other commands print results only */
    static void configure(boolean running) {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        String settings = SETTINGS + "dev.switchboard.level = " + (running ? "INFO" : "WARNING") + "\n";
        try {
            LogManager.getLogManager()
                    .readConfiguration(new ByteArrayInputStream(settings.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("the logging settings of the program cannot be read", e);
        }
    }
}
