package dev.switchboard.launcher.assembly;

import dev.switchboard.config.schema.ModelConfig;
import dev.switchboard.config.schema.OnAbortConfig;
import dev.switchboard.config.schema.RoutingConfig;
import dev.switchboard.config.schema.TargetConfig;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.Timeouts;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.ModelTable;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes the table of models, and keeps those about which nothing changed. What is known of targets is kept by their names. */
final class ModelAssembly {
    private final InstantSource clock;
    private final LiveState live;
    private Map<String, Known> known = new HashMap<>();

    ModelAssembly(InstantSource clock, LiveState live) {
        this.clock = clock;
        this.live = live;
    }

    private record Known(
            ModelConfig config,
            RoutingConfig routing,
            List<Instance<Provider>> providers,
            Optional<Instance<RoutingStrategy>> strategy,
            Model model) {}

    /**
     * A table that can become the present one.
     *
     * @param commit to be run when its world has been published
     */
    record Assembled(ModelTable table, Runnable commit) {}

    /**
     * @param strategies by the models' names
     * @param apart      at which providers failures are not the targets' fault
     */
    Assembled assemble(
            Map<String, ModelConfig> models,
            RoutingConfig routing,
            Map<String, Instance<Provider>> providers,
            Map<String, Instance<RoutingStrategy>> strategies,
            Predicate<Instance<Provider>> apart) {
        Map<String, Known> next = new LinkedHashMap<>();
        Map<String, String> aliases = new LinkedHashMap<>();
        Set<String> hidden = new HashSet<>();
        models.forEach((name, config) -> {
            List<Instance<Provider>> used = config.targets().stream()
                    .map(target -> provider(providers, target))
                    .toList();
            Optional<Instance<RoutingStrategy>> strategy = Optional.ofNullable(strategies.get(name));
            Known before = known.get(name);
            boolean same = before != null
                    && before.config().equals(config)
                    && before.routing().equals(routing)
                    && before.providers().equals(used)
                    && before.strategy().equals(strategy);
            next.put(
                    name,
                    same
                            ? before
                            : new Known(
                                    config,
                                    routing,
                                    used,
                                    strategy,
                                    model(name, config, routing, providers, strategy, apart)));
            config.aliases().forEach(alias -> aliases.put(alias, name));
            config.hiddenAliases().forEach(alias -> aliases.put(alias, name));
            hidden.addAll(config.hiddenAliases());
        });
        List<Model> made = next.values().stream().map(Known::model).toList();
        return new Assembled(new ModelTable(made, aliases, hidden), () -> {
            known = next;
            live.retain(names(models));
        });
    }

    private static Set<String> names(Map<String, ModelConfig> models) {
        return models.values().stream()
                .flatMap(model -> model.targets().stream())
                .map(TargetConfig::stateId)
                .collect(Collectors.toSet());
    }

    private Model model(
            String name,
            ModelConfig config,
            RoutingConfig routing,
            Map<String, Instance<Provider>> providers,
            Optional<Instance<RoutingStrategy>> strategy,
            Predicate<Instance<Provider>> apart) {
        List<RoutedTarget> targets = config.targets().stream()
                .map(target -> target(target, provider(providers, target), routing, apart))
                .toList();
        return new Model(
                name,
                targets,
                strategy,
                clock.instant(),
                config.onAbort().map(policy -> policy == OnAbortConfig.Policy.DRAIN),
                ModelPlans.plan(name, config, routing, live));
    }

    private RoutedTarget target(
            TargetConfig target,
            Instance<Provider> provider,
            RoutingConfig routing,
            Predicate<Instance<Provider>> apart) {
        return new RoutedTarget(
                provider,
                spec(target),
                apart.test(provider) ? live.apart(target.stateId()) : live.target(target.stateId()),
                live,
                ModelPlans.check(target, routing.healthChecks()));
    }

    private static Instance<Provider> provider(Map<String, Instance<Provider>> providers, TargetConfig target) {
        return Objects.requireNonNull(providers.get(target.provider()), "loading has checked that it is configured");
    }

    private static Map<String, JsonText> json(Map<String, ConfigValue> members) {
        Map<String, JsonText> json = new LinkedHashMap<>();
        members.forEach((field, value) -> json.put(field, ConfigJson.of(value)));
        return json;
    }

    /** What plugins are told of a target: the facts, what it costs, and where it stands. */
    private static Map<String, JsonText> facts(TargetConfig target) {
        Map<String, JsonText> facts = json(target.info());
        if (!target.price().isEmpty()) {
            facts.put("price", ConfigJson.of(target.price()));
        }
        target.region().ifPresent(region -> facts.putIfAbsent("region", JsonText.string(region)));
        return facts;
    }

    private static RoutedTarget.Spec spec(TargetConfig target) {
        Headers.Builder headers = Headers.builder();
        target.headers().forEach(headers::add);
        TargetConfig.Timeouts wait = target.timeouts();
        return new RoutedTarget.Spec(
                target.model(),
                target.weight(),
                json(target.defaults()),
                json(target.overrides()),
                target.remove(),
                headers.build(),
                new Timeouts(wait.connect(), wait.firstByte(), wait.idle(), wait.total()),
                facts(target),
                ModelPlans.traits(target));
    }
}
