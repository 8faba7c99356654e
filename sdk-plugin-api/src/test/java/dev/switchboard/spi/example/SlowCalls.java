package dev.switchboard.spi.example;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.exchange.ExchangeReport;
import java.time.Duration;
import java.util.List;

// @start region="callback"
/** Writes a line about each exchange that took long. */
final class SlowCalls implements Callback {
    private final Duration limit;
    private final System.Logger log;

    SlowCalls(Duration limit, PluginContext context) {
        this.limit = limit;
        this.log = context.logger();
    }

    @Override
    public void report(List<ExchangeReport> batch) {
        for (ExchangeReport exchange : batch) {
            if (exchange.duration().compareTo(limit) > 0) {
                log.log(
                        System.Logger.Level.WARNING,
                        "{0}: {1} took {2} ms in {3} attempts",
                        exchange.id(),
                        exchange.model(),
                        exchange.duration().toMillis(),
                        exchange.attempts().size());
            }
        }
    }
}
// @end
