package dev.switchboard.launcher.assembly;

import dev.switchboard.config.ComponentTypes;
import dev.switchboard.config.Section;
import dev.switchboard.config.binding.DeclaredSecrets;
import dev.switchboard.osgi.InstalledPlugin;
import dev.switchboard.spi.ComponentFactory;
import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.spi.plugin.Plugin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a set of plugins offers, by section and type. */
public final class Offers implements ComponentTypes {
    private final List<LoadedPlugin> plugins;
    private final Map<Section, Map<String, Offered>> byType = new EnumMap<>(Section.class);
    private final List<String> clashes = new ArrayList<>();

    /** A factory together with the plugin it comes from. */
    record Offered(LoadedPlugin plugin, ComponentFactory<?, ?> factory) {}

    /** Looks through plugins. */
    public Offers(List<LoadedPlugin> plugins) {
        this.plugins = List.copyOf(plugins);
        for (Section section : Section.values()) {
            Map<String, Offered> types = new LinkedHashMap<>();
            for (LoadedPlugin plugin : plugins) {
                factories(section, plugin.plugin())
                        .forEach(factory -> add(section, types, new Offered(plugin, factory)));
            }
            byType.put(section, types);
        }
    }

    private void add(Section section, Map<String, Offered> types, Offered offered) {
        String type = offered.factory().type();
        Offered other = types.putIfAbsent(type, offered);
        if (other != null) {
            clashes.add("the " + section.noun() + " type \"" + type + "\" is offered by "
                    + other.plugin().label() + " and by " + offered.plugin().label() + "; remove one of them");
        }
    }

    /** The plugins. */
    public List<LoadedPlugin> plugins() {
        return plugins;
    }

    /** Types that two plugins offer, as sentences. */
    List<String> clashes() {
        return clashes;
    }

    /** Who offers a type. */
    Optional<Offered> find(Section section, String type) {
        return Optional.ofNullable(byType.getOrDefault(section, Map.of()).get(type));
    }

    /** The foreign formats of configuration files. */
    public List<ConfigFormat> configFormats() {
        return plugins.stream()
                .flatMap(plugin -> plugin.plugin().configFormats().stream())
                .toList();
    }

    @Override
    public Map<String, Class<? extends Record>> of(Section section) {
        Map<String, Class<? extends Record>> types = new LinkedHashMap<>();
        byType.getOrDefault(section, Map.of())
                .forEach((type, offered) -> types.put(type, offered.factory().configType()));
        return types;
    }

    @Override
    public Optional<DeclaredSecrets> secrets(Section section, String type) {
        return find(section, type).map(Offered::plugin).flatMap(Offers::secrets);
    }

    private static Optional<DeclaredSecrets> secrets(LoadedPlugin plugin) {
        return plugin.identity() instanceof InstalledPlugin installed
                ? installed
                        .capabilities()
                        .secrets()
                        .map(names -> new DeclaredSecrets(plugin.label(), Set.copyOf(names)))
                : Optional.empty();
    }

    private static List<? extends ComponentFactory<?, ?>> factories(Section section, Plugin plugin) {
        return switch (section) {
            case PROVIDERS -> plugin.providers();
            case CALLBACKS -> plugin.callbacks();
            case GUARDRAILS -> plugin.guardrails();
            case CACHES -> plugin.caches();
            case PROMPTS -> plugin.promptSources();
            case IDENTITIES -> plugin.identities();
            case ADMISSIONS -> plugin.admissions();
            case ACCOUNTS -> plugin.accounts();
            case ENDPOINTS -> plugin.endpoints();
            case SHARED -> plugin.sharedValues();
            case ROUTING -> plugin.routingStrategies();
        };
    }
}
