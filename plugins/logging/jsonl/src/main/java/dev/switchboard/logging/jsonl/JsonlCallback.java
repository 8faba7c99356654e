package dev.switchboard.logging.jsonl;

import dev.switchboard.report.ReportWriter;
import dev.switchboard.spi.Health;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.exchange.ExchangeReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes batches of reports. All lines of a batch go through one buffer and, as a rule, leave in one write. */
final class JsonlCallback implements Callback {
    private static final JsonFactory FACTORY = ReportWriter.factory();

    private final LogFile file;
    private final boolean content;
    private final boolean usage;
    private final LineBuffer lines = new LineBuffer();

    JsonlCallback(LogFile file, boolean content, boolean usage) {
        this.file = file;
        this.content = content;
        this.usage = usage;
    }

    @Override
    public Health selfCheck() {
        return file.check();
    }

    @Override
    public boolean wantsContent() {
        return content;
    }

    @Override
    public boolean needsUsage() {
        return usage;
    }

    @Override
    public void report(List<ExchangeReport> batch) {
        lines.clear();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), lines)) {
            for (ExchangeReport report : batch) {
                ReportWriter.write(json, report, content);
                json.flush();
                lines.endLine();
                if (lines.isFull()) {
                    file.append(lines);
                    lines.clear();
                }
            }
            file.append(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lines.trim();
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
