package dev.switchboard.osgi;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Writes a report as JSON, member by member: a gateway writes it several times while it starts, which takes far less time
 * than to set data binding up.
 */
final class ReportWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private ReportWriter(JsonGenerator json) {
        this.json = json;
    }

    /** The report, indented. */
    static byte[] json(PluginReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(new Indented(), out)) {
            new ReportWriter(json).write(report);
        }
        return out.toByteArray();
    }

    private void write(PluginReport report) {
        json.writeStartObject();
        text("at", report.at());
        objects("plugins", report.plugins(), this::members);
        objects("ignored", report.ignored(), file -> {
            text("file", file.file());
            text("reason", file.reason());
        });
        json.writeEndObject();
    }

    private void members(PluginStatus status) {
        text("bundle", status.bundle());
        text("plugin", status.plugin());
        text("version", status.version());
        text("state", status.state());
        text("detail", status.detail());
        text("file", status.file());
        text("sha256", status.sha256());
        text("since", status.since());
        text("provenance", status.provenance());
        text("declares", status.declares());
        json.writeArrayPropertyStart("offers");
        status.offers().forEach(json::writeString);
        json.writeEndArray();
        json.writeObjectPropertyStart("use");
        use(status.use());
        json.writeEndObject();
        objects("kept", status.kept(), kept -> {
            text("version", kept.version());
            text("sha256", kept.sha256());
            text("published", kept.published());
        });
        objects("rejected", status.rejected(), rejected -> {
            text("version", rejected.version());
            text("file", rejected.file());
            text("sha256", rejected.sha256());
            text("reason", rejected.reason());
            text("at", rejected.at());
        });
    }

    private void use(PluginUse use) {
        json.writeNumberProperty("leases", use.leases());
        json.writeNumberProperty("calls", use.calls());
        json.writeNumberProperty("errors", use.errors());
        json.writeNumberProperty("abandoned", use.abandoned());
        json.writeNumberProperty("lost", use.lost());
        text("lastError", use.lastError());
        json.writeNumberProperty("totalMicros", use.totalMicros());
        json.writeNumberProperty("p50Micros", use.p50Micros());
        json.writeNumberProperty("p99Micros", use.p99Micros());
    }

    private <T> void objects(String name, List<T> items, Consumer<T> members) {
        json.writeArrayPropertyStart(name);
        for (T item : items) {
            json.writeStartObject();
            members.accept(item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void text(String name, Object value) {
        json.writeStringProperty(name, value.toString());
    }

    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }
    }
}
