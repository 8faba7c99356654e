package dev.switchboard.launcher.shield;

import dev.switchboard.spi.Health;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.exchange.ExchangeReport;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** A callback that hears of exchanges without bodies, whatever others want to see. */
record ShieldedCallback(Callback callback, boolean texts) implements Callback {
    @Override
    public void report(List<ExchangeReport> batch) {
        callback.report(batch.stream()
                .<ExchangeReport>map(report -> new ShieldedReport(report, texts))
                .toList());
    }

    @Override
    public boolean wantsContent() {
        return false;
    }

    @Override
    public boolean needsUsage() {
        return callback.needsUsage();
    }

    @Override
    public Health selfCheck() {
        return callback.selfCheck();
    }

    @Override
    public Set<URI> destinations() {
        return callback.destinations();
    }

    @Override
    public Set<URI> metadataServices() {
        return callback.metadataServices();
    }

    @Override
    public void close() {
        callback.close();
    }
}
