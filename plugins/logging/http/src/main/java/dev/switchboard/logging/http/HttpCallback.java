package dev.switchboard.logging.http;

import dev.switchboard.report.ReportWriter;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.io.Bytes;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Posts reports in deliveries of a bounded size. While it waits for the service, the gateway's own pile of reports grows, up to its
 * bound; what does not fit there is dropped and counted by the gateway.
 */
final class HttpCallback implements Callback {
    private static final JsonFactory FACTORY = ReportWriter.factory();
    private static final byte[] BEGIN = "{\"reports\":[".getBytes(StandardCharsets.US_ASCII);

    private final HttpCallbackConfig config;
    private final Delivery delivery;
    private final System.Logger log;
    private final Latch closed;
    private long lost;

    HttpCallback(HttpCallbackConfig config, Delivery delivery, System.Logger log, Latch closed) {
        this.config = config;
        this.delivery = delivery;
        this.log = log;
        this.closed = closed;
    }

    @Override
    public Set<URI> destinations() {
        return Set.of(config.url());
    }

    @Override
    public boolean wantsContent() {
        return config.content();
    }

    @Override
    public boolean needsUsage() {
        return config.usage();
    }

    /** One delivery that fails does not keep the next from being sent. @throws GatewayException the last failure */
    @Override
    public void report(List<ExchangeReport> batch) {
        GatewayException failure = null;
        List<byte[]> waiting = new ArrayList<>();
        String first = "";
        long bytes = 0;
        for (ExchangeReport report : batch) {
            byte[] json = json(report);
            boolean full = waiting.size() == config.maxBatch() || bytes + json.length > limit();
            if (full && !waiting.isEmpty()) {
                failure = latest(failure, send(first, waiting));
                waiting.clear();
                bytes = 0;
            }
            if (json.length > limit()) {
                lost(1, "it is longer than max-bytes: " + report.id());
            } else {
                first = waiting.isEmpty() ? report.id() : first;
                waiting.add(json);
                bytes += json.length + 1;
            }
        }
        if (!waiting.isEmpty()) {
            failure = latest(failure, send(first, waiting));
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable GatewayException latest(
            @Nullable GatewayException earlier, @Nullable GatewayException later) {
        return later == null ? earlier : later;
    }

    /** What a delivery has room for beside what stands around the reports. */
    private long limit() {
        return config.maxBytes().bytes() - 64;
    }

    private byte[] json(ExchangeReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            ReportWriter.write(json, report, config.content());
        }
        return out.toByteArray();
    }

    private @Nullable GatewayException send(String first, List<byte[]> reports) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(BEGIN);
        for (int i = 0; i < reports.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(reports.get(i));
        }
        body.writeBytes(("],\"lost\":" + lost + "}").getBytes(StandardCharsets.US_ASCII));
        try {
            delivery.send(first, Bytes.wrap(body.toByteArray()));
            return null;
        } catch (GatewayException e) {
            lost(reports.size(), e.error().explained());
            return e;
        }
    }

    private void lost(int reports, String why) {
        lost += reports;
        log.log(System.Logger.Level.WARNING, "lost {0} reports, {1} in all: {2}", reports, lost, why);
    }

    /** Ends the wait for another try; what was not delivered by then is lost. */
    @Override
    public void close() {
        closed.open();
    }
}
