package dev.switchboard.testing;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.admission.AdmissionFactory;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.Target;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Admits every call and keeps what it hears of them, as a ledger does. */
@GatewayPlugin("testing-accounts")
public final class TestingAccounts implements Plugin, Admission {
    /** What to put into a configuration. */
    static final String CONFIG = "admissions: {ledger: {type: testing-accounts}}\n";

    private final BlockingQueue<ExchangeReport> settled = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<String> begun = new ConcurrentLinkedQueue<>();

    /** No settings. */
    public record Config() {}

    @Override
    public List<AdmissionFactory<?>> admissions() {
        return List.of(new AdmissionFactory<Config>() {
            @Override
            public String type() {
                return "testing-accounts";
            }

            @Override
            public Class<Config> configType() {
                return Config.class;
            }

            @Override
            public Admission create(String name, Config config, PluginContext context) {
                return TestingAccounts.this;
            }
        });
    }

    @Override
    public boolean needsUsage() {
        return true;
    }

    @Override
    public Decision admit(ExchangeContext exchange) {
        return new Decision.Admitted(new Permit() {
            @Override
            public void attempting(int number, Target target) {
                begun.add(exchange.id() + "-" + number);
            }

            @Override
            public void settle(ExchangeReport report) {
                settled.add(report);
            }
        });
    }

    /** Waits for the next exchange that ended. */
    ExchangeReport next() {
        try {
            ExchangeReport report = settled.poll(20, TimeUnit.SECONDS);
            if (report != null) {
                return report;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("no exchange ended");
    }

    /** The ids of attempts that were announced. */
    List<String> begun() {
        return List.copyOf(begun);
    }
}
