package ${package};

import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.exchange.ExchangeReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes the id, the model and the status of each exchange. */
final class ${name}Callback implements Callback {
    private final Path file;

    ${name}Callback(${name}Config config, Path directory) {
        this.file = directory.resolve(config.file());
    }

    @Override
    public void report(List<ExchangeReport> batch) {
        List<String> lines = batch.stream()
                .map(report -> report.id() + " " + report.model() + " " + report.status())
                .toList();
        try {
            Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            // The gateway counts the batch as dropped and names this callback in its log.
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
