package dev.switchboard.launcher.gateway;

import dev.switchboard.config.ConfigLoader;
import dev.switchboard.config.Configuration;
import dev.switchboard.config.binding.ConfigException;
import dev.switchboard.config.binding.Setting;
import dev.switchboard.launcher.assembly.AccountsStore;
import dev.switchboard.launcher.assembly.LoadedPlugin;
import dev.switchboard.launcher.assembly.Offers;
import dev.switchboard.osgi.Canary;
import dev.switchboard.osgi.InstalledPlugin;
import dev.switchboard.osgi.Offer;
import dev.switchboard.osgi.PluginHost;
import dev.switchboard.osgi.PluginListener;
import dev.switchboard.osgi.PluginUse;
import dev.switchboard.osgi.Verdict;
import dev.switchboard.pipeline.instance.PluginMeter;
import dev.switchboard.spi.plugin.Plugin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A configuration together with the bundles that give it meaning, looked at without making an instance of anything. */
public final class ConfigInspection implements AutoCloseable {
    private final ConfigLoader loader;
    private final Offers offers;
    private final PluginHost host;
    private final ScratchDirectory scratch;

    private ConfigInspection(ConfigLoader loader, Offers offers, PluginHost host, ScratchDirectory scratch) {
        this.loader = loader;
        this.offers = offers;
        this.host = host;
        this.scratch = scratch;
    }

    /** Loads bundles into a directory of their own, so that a running gateway is not disturbed. */
    public static ConfigInspection of(GatewayOptions options) {
        ScratchDirectory scratch = ScratchDirectory.make();
        Collector collector = new Collector();
        PluginHost host = start(options, scratch, collector);
        try {
            Offers offers = new Offers(collector.plugins);
            ConfigLoader loader = options.config()
                    .map(file -> ConfigLoader.ofFile(file, options.environment(), options.flags()))
                    .orElseGet(() -> ConfigLoader.ofTree(
                            FirstStart.of(plugins(offers), options.environment())
                                    .tree(),
                            options.environment(),
                            options.flags()));
            return new ConfigInspection(loader, offers, host, scratch);
        } catch (RuntimeException e) {
            host.close();
            scratch.close();
            throw e;
        }
    }

    private static PluginHost start(GatewayOptions options, ScratchDirectory scratch, Collector collector) {
        try {
            return PluginHost.start(options.hostSettings(scratch.path()), collector);
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private static List<Plugin> plugins(Offers offers) {
        return offers.plugins().stream().map(LoadedPlugin::plugin).toList();
    }

    /** Takes every plugin and makes nothing of it. */
    private static final class Collector implements PluginListener {
        private List<LoadedPlugin> plugins = List.of();

        @Override
        public Verdict offer(Offer offer) {
            plugins = offer.plugins().stream()
                    .map(plugin -> new LoadedPlugin(plugin, plugin.id(), plugin.plugin(), new PluginMeter()))
                    .toList();
            return Verdict.published();
        }

        @Override
        public Verdict tryOut(Offer offer, Canary canary) {
            return Verdict.published();
        }

        @Override
        public void endTrial() {
            // nothing was begun
        }

        @Override
        public PluginUse use(InstalledPlugin plugin) {
            return PluginUse.NONE;
        }

        @Override
        public void retire(InstalledPlugin plugin) {
            // nothing was made of it
        }
    }

    /**
     * The configuration, if nothing is wrong with it.
     *
     * @throws ConfigException with everything that is wrong
     */
    public Configuration check() {
        return loader.load(offers.configFormats(), offers);
    }

    /**
     * What the file, the environment and flags come to.
     *
     * @param settings the effective values
     * @param accounts whether a running gateway may have models beside these, which its accounts keep
     */
    public record Explained(List<Setting> settings, boolean accounts) {}

    /**
     * The effective values at and below a key, or all.
     *
     * @throws ConfigException with everything that is wrong but for the keys of plugins
     */
    public Explained explain(Optional<String> key) {
        Configuration configuration = loader.load(offers.configFormats());
        return new Explained(
                key.map(path -> configuration.explain(offers, path)).orElseGet(() -> configuration.explain(offers)),
                configuration.gateway().accounts().isPresent());
    }

    /**
     * What the configured accounts keep; good until this is closed.
     *
     * @param data the directory for everything the gateway writes
     * @throws ConfigException with everything that is wrong with the configuration
     * @throws IllegalStateException if it has no accounts
     */
    public AccountsStore accounts(Path data) {
        return AccountsStore.of(check(), offers, data);
    }

    @Override
    public void close() {
        host.close();
        scratch.close();
    }
}
