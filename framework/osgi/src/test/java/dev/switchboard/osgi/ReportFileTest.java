package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    private static final Instant EARLIER = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Instant LATER = Instant.parse("2026-01-02T03:04:06Z");

    @TempDir
    Path directory;

    @Test
    void whatIsWrittenCanBeReadAgain() throws IOException {
        ReportFile file = new ReportFile(directory.resolve("plugins.json"));
        PluginReport report = new PluginReport(LATER, List.of(status()), List.of(ignored()));
        file.write(report);
        assertEquals(Optional.of(report), file.read());
    }

    @Test
    void whatIsNoReportIsReadAsNone() throws IOException {
        Path path = directory.resolve("plugins.json");
        assertEquals(Optional.empty(), new ReportFile(path).read());
        Files.writeString(path, "{\"at\":");
        assertEquals(Optional.empty(), new ReportFile(path).read());
    }

    private static PluginStatus status() {
        return new PluginStatus(
                "com.acme.plugin",
                "acme",
                "1.2.0",
                PluginState.DEGRADED,
                "says \"no\"",
                "acme.jar",
                "ab12",
                EARLIER,
                List.of("provider acme", "cache acme"),
                List.of(new PluginStatus.KeptVersion("1.1.0", "cd34", EARLIER)),
                "not trusted: it is not signed (a/B.class)",
                "egress: none; content: text; secrets: not declared",
                List.of(new PluginStatus.RejectedVersion("1.3.0", "new.jar", "ef56", "does not start", LATER)),
                new PluginUse(2, 48_211, 3, 0, 7, "guardrail x failed: Odd", 2_100_000, 12, 140));
    }

    private static PluginReport.IgnoredFile ignored() {
        return new PluginReport.IgnoredFile("notes.txt", "is ignored: its name does not end in .jar");
    }
}
