package dev.switchboard.osgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The report as a file, for other processes to read. */
final class ReportFile {
    private final Path file;

    ReportFile(Path file) {
        this.file = file;
    }

    void write(PluginReport report) throws IOException {
        AtomicFiles.write(file, target -> Files.write(target, ReportWriter.json(report)));
    }

    /** Empty if no gateway has written one that can be read. */
    Optional<PluginReport> read() {
        try {
            return Optional.of(JsonMapper.shared().readValue(Files.readAllBytes(file), PluginReport.class));
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
