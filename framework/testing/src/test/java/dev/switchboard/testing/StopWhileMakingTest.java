package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.accounts.Accounts;
import dev.switchboard.spi.accounts.AccountsFactory;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.callback.CallbackFactory;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StopWhileMakingTest {
    private static final String MODELS = """
            providers: {demo: {type: mock}}
            models: {demo: {targets: [{provider: demo, model: m}]}}
            """;

    /** Accounts that wait for their database, for which they have two minutes. */
    @GatewayPlugin("hanging-accounts")
    static final class Hanging implements Plugin {
        private final CountDownLatch making = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);

        record Config() {}

        @Override
        public List<AccountsFactory<?>> accounts() {
            return List.of(new AccountsFactory<Config>() {
                @Override
                public String type() {
                    return "hanging";
                }

                @Override
                public Class<Config> configType() {
                    return Config.class;
                }

                @Override
                public Accounts create(String name, Config config, PluginContext context) {
                    making.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    throw new IllegalStateException("interrupted");
                }
            });
        }
    }

    /** A callback that is made although its maker was interrupted. */
    @GatewayPlugin("late-callback")
    static final class Late implements Plugin {
        private final AtomicInteger begun = new AtomicInteger();
        private final CountDownLatch making = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        record Config() {}

        @Override
        public List<CallbackFactory<?>> callbacks() {
            return List.of(new CallbackFactory<Config>() {
                @Override
                public String type() {
                    return "late";
                }

                @Override
                public Class<Config> configType() {
                    return Config.class;
                }

                @Override
                public Callback create(String name, Config config, PluginContext context) {
                    begun.incrementAndGet();
                    making.countDown();
                    awaitStubbornly(goOn);
                    return new Callback() {
                        @Override
                        public void report(List<ExchangeReport> batch) {}

                        @Override
                        public void close() {
                            closed.countDown();
                        }
                    };
                }
            });
        }

        private static void awaitStubbornly(CountDownLatch latch) {
            while (latch.getCount() > 0) {
                try {
                    latch.await();
                } catch (InterruptedException goesOn) {
                    continue;
                }
            }
        }
    }

    @Test
    @Timeout(60)
    void whatIsMadeAfterTheStopIsClosed() throws IOException, InterruptedException {
        Late plugin = new Late();
        try (TestingGateway gateway =
                Gateways.builder().plugin(plugin).config(MODELS).start()) {
            gateway.reconfigure(MODELS + "callbacks: {late: {type: late}}\n");
            assertTrue(plugin.making.await(30, TimeUnit.SECONDS));
        }
        plugin.goOn.countDown();
        assertTrue(plugin.closed.await(30, TimeUnit.SECONDS));
    }

    @Test
    @Timeout(60)
    void nothingIsMadeAfterTheStop() throws IOException, InterruptedException {
        Late plugin = new Late();
        try (TestingGateway gateway =
                Gateways.builder().plugin(plugin).config(MODELS).start()) {
            gateway.reconfigure(MODELS + "callbacks: {late: {type: late}, later: {type: late}}\n");
            assertTrue(plugin.making.await(30, TimeUnit.SECONDS));
        }
        plugin.goOn.countDown();
        assertTrue(plugin.closed.await(30, TimeUnit.SECONDS));
        assertEquals(1, plugin.begun.get());
    }

    @Test
    @Timeout(60)
    void aStopGivesUpAccountsThatAreBeingMade() throws IOException, InterruptedException {
        Hanging plugin = new Hanging();
        try (TestingGateway gateway =
                Gateways.builder().plugin(plugin).config(MODELS).start()) {
            gateway.reconfigure(MODELS + "accounts: {type: hanging}\n");
            assertTrue(plugin.making.await(30, TimeUnit.SECONDS));
            assertEquals(200, gateway.get("/v1/models").status());
        }
        assertTrue(plugin.interrupted.await(10, TimeUnit.SECONDS));
    }
}
