package dev.switchboard.launcher.gateway;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Origin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.provider.WellKnownKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a gateway that has none: a demo model, if a bundle offers one, and a wildcard route for each provider
 * whose key stands in a well-known environment variable.
 */
public final class FirstStart {
    private static final Origin ORIGIN = Origin.of("first start");

    private final Mapping.Builder providers = Mapping.builder(ORIGIN);
    private final Mapping.Builder models = Mapping.builder(ORIGIN);
    private final Map<String, String> routes = new LinkedHashMap<>();
    private Optional<String> demo = Optional.empty();

    private FirstStart() {}

    /** Looks at what plugins offer and what the environment holds. */
    public static FirstStart of(List<Plugin> plugins, Map<String, String> environment) {
        FirstStart start = new FirstStart();
        for (Plugin plugin : plugins) {
            for (ProviderFactory<?> factory : plugin.providers()) {
                factory.demoModel().ifPresent(model -> start.addDemo(factory.type(), model));
                factory.wellKnownKeys().stream()
                        .filter(key -> !environment
                                .getOrDefault(key.environmentVariable(), "")
                                .isBlank())
                        .forEach(key -> start.add(factory.type(), key));
            }
        }
        return start;
    }

    private void addDemo(String type, String model) {
        if (demo.isEmpty()) {
            demo = Optional.of(model);
            add(type, type, Map.of(), model, model);
        }
    }

    private void add(String type, WellKnownKey key) {
        String route = key.routePrefix() + "/*";
        if (routes.putIfAbsent(route, key.environmentVariable()) == null) {
            add(key.routePrefix(), type, key.settings(), route, "*");
        }
    }

    private void add(String name, String type, Map<String, String> settings, String model, String upstreamModel) {
        Mapping.Builder provider = Mapping.builder(ORIGIN).put("type", type);
        settings.forEach(provider::put);
        providers.put(name, provider.build());
        Mapping target = Mapping.builder(ORIGIN)
                .put("provider", name)
                .put("model", upstreamModel)
                .build();
        List<ConfigValue> targets = new ArrayList<>(List.of(target));
        models.put(
                model,
                Mapping.builder(ORIGIN)
                        .put("targets", new ConfigValue.Sequence(targets, ORIGIN))
                        .build());
    }

    /** The configuration. */
    public Mapping tree() {
        return Mapping.builder(ORIGIN)
                .put("providers", providers.build())
                .put("models", models.build())
                .build();
    }

    /** The public name of the demo model, if there is one. */
    public Optional<String> demo() {
        return demo;
    }

    /** The wildcard routes, each with the environment variable it comes from. */
    public Map<String, String> routes() {
        return routes;
    }
}
