package dev.switchboard.launcher.assembly;

import dev.switchboard.config.Configuration;
import dev.switchboard.config.Section;
import dev.switchboard.config.binding.Binder;
import dev.switchboard.config.binding.Binding;
import dev.switchboard.config.binding.References;
import dev.switchboard.config.schema.Component;
import dev.switchboard.config.schema.GatewayConfig;
import dev.switchboard.config.schema.Guardrail;
import dev.switchboard.config.schema.KeysConfig;
import dev.switchboard.osgi.PluginFailure;
import dev.switchboard.pipeline.builtin.StaticKeys;
import dev.switchboard.pipeline.instance.CallbackQueue;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.Instance.FailureMode;
import dev.switchboard.pipeline.instance.PluginDoor;
import dev.switchboard.pipeline.instance.PluginMeter;
import dev.switchboard.pipeline.world.Guardrails;
import dev.switchboard.spi.ComponentFactory;
import dev.switchboard.spi.accounts.Accounts;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Origin;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.identity.Identity;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.shared.SharedValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes the instances of one world and notes what is wrong with those that could not be made. */
final class WorldInstances {
    private static final ConfigValue.Mapping NOTHING =
            ConfigValue.Mapping.builder(Origin.of("default")).build();
    private static final Binder DEFAULTS = new Binder(new References(Map.of(), Path.of("")));
    private static final LoadedPlugin KERNEL =
            new LoadedPlugin("kernel", "the gateway itself", new Plugin() {}, new PluginMeter());

    private final Configuration configuration;
    private final GatewayConfig config;
    private final Offers offers;
    private final InstanceKeeper.Round round;
    private final KernelPages kernelPages;
    private final List<String> problems = new ArrayList<>();
    private final Map<Object, String> faults = new HashMap<>();

    WorldInstances(Configuration configuration, Offers offers, InstanceKeeper.Round round, KernelPages kernelPages) {
        this.configuration = configuration;
        this.config = configuration.gateway();
        this.offers = offers;
        this.round = round;
        this.kernelPages = kernelPages;
    }

    /** @throws AssemblyException if something could not be made, or is wrong otherwise */
    void failOnProblems(List<String> more) {
        problems.addAll(more);
        if (!problems.isEmpty()) {
            throw new AssemblyException(problems, faults);
        }
    }

    <T extends dev.switchboard.spi.Component> List<Instance<T>> all(
            Section section, Map<String, Component> components, Class<T> kind) {
        List<Instance<T>> instances = new ArrayList<>();
        components.forEach((name, component) ->
                one(section, name, component.type(), FailureMode.PASS, kind).ifPresent(instances::add));
        return instances;
    }

    /** Makes one provider. Returns why that is not possible, if it is not. */
    Optional<String> tryProvider(String name) {
        String type = Objects.requireNonNull(config.providers().get(name), name).type();
        return one(Section.PROVIDERS, name, type, FailureMode.PASS, Provider.class)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(problems.getLast());
    }

    Guardrails guardrails() {
        List<Instance<dev.switchboard.spi.guardrail.Guardrail>> instances = new ArrayList<>();
        Set<String> onDemand = new HashSet<>();
        config.guardrails().forEach((name, guardrail) -> {
            FailureMode mode = guardrail.onFailure() == Guardrail.OnFailure.PASS ? FailureMode.PASS : FailureMode.BLOCK;
            one(Section.GUARDRAILS, name, guardrail.type(), mode, dev.switchboard.spi.guardrail.Guardrail.class)
                    .ifPresent(instances::add);
            if (!guardrail.defaultOn()) {
                onDemand.add(name);
            }
        });
        return new Guardrails(instances, onDemand);
    }

    List<Instance<CallbackQueue>> callbacks() {
        List<Instance<CallbackQueue>> instances = new ArrayList<>();
        config.callbacks().forEach((name, component) -> {
            Offers.Offered offered =
                    offers.find(Section.CALLBACKS, component.type()).orElseThrow();
            order(
                            Section.CALLBACKS,
                            name,
                            offered,
                            FailureMode.PASS,
                            made -> CallbackQueue.start(name, (Callback) made, door(name, offered)))
                    .ifPresent(instances::add);
        });
        return instances;
    }

    private static PluginDoor door(String name, Offers.Offered offered) {
        LoadedPlugin plugin = offered.plugin();
        return new PluginDoor(
                Instance.label(Section.CALLBACKS.noun(), name, offered.factory().type(), plugin.label()),
                plugin.meter());
    }

    private <T extends dev.switchboard.spi.Component> Optional<Instance<T>> one(
            Section section, String name, String type, FailureMode mode, Class<T> kind) {
        Offers.Offered offered = offers.find(section, type).orElseThrow();
        return order(section, name, offered, mode, kind::cast);
    }

    private <T extends dev.switchboard.spi.Component> Optional<Instance<T>> order(
            Section section,
            String name,
            Offers.Offered offered,
            FailureMode mode,
            Function<dev.switchboard.spi.Component, T> wrap) {
        return order(
                section,
                name,
                offered,
                configuration.bind(section, name, offered.factory().configType()),
                configuration.resolved(section, name),
                mode,
                wrap);
    }

    @SuppressWarnings("unchecked") // the settings were bound to the factory's own record type
    private <T extends dev.switchboard.spi.Component> Optional<Instance<T>> order(
            Section section,
            String name,
            Offers.Offered offered,
            Binding<? extends Record> bound,
            ConfigValue written,
            FailureMode mode,
            Function<dev.switchboard.spi.Component, T> wrap) {
        ComponentFactory<Record, ?> factory = (ComponentFactory<Record, ?>) offered.factory();
        Record settings = bound.get();
        return get(new InstanceKeeper.Order<>(
                section.noun(),
                name,
                factory.type(),
                offered.plugin(),
                settings,
                Revision.of(factory.type(), offered.plugin(), mode, written),
                mode,
                resources -> wrap.apply(
                        Declared.hold(offered.plugin(), section, factory.create(name, settings, resources)))));
    }

    private <T extends dev.switchboard.spi.Component> Optional<Instance<T>> get(InstanceKeeper.Order<T> order) {
        try {
            return Optional.of(round.get(order));
        } catch (PluginFailure e) {
            problems.add(e.sentence());
            faults.merge(order.plugin().identity(), e.sentence(), (first, second) -> first + "; " + second);
            return Optional.empty();
        }
    }

    List<Instance<Dialect>> dialects() {
        List<Instance<Dialect>> dialects = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (LoadedPlugin plugin : offers.plugins()) {
            for (Dialect dialect : plugin.plugin().dialects()) {
                if (!names.add(dialect.name())) {
                    problems.add("the dialect \"" + dialect.name() + "\" is offered twice; remove one of the bundles");
                }
                get(new InstanceKeeper.Order<>(
                                "dialect",
                                dialect.name(),
                                dialect.name(),
                                plugin,
                                "",
                                plugin.label(),
                                FailureMode.BLOCK,
                                resources -> Declared.hold(plugin, dialect)))
                        .ifPresent(dialects::add);
            }
        }
        return dialects;
    }

    /** Values that gateways share: made before all that may use them. */
    void shared() {
        all(Section.SHARED, config.shared(), SharedValues.class);
    }

    Optional<Instance<Accounts>> accounts() {
        return config.accounts()
                .flatMap(accounts ->
                        one(Section.ACCOUNTS, accounts.type(), accounts.type(), FailureMode.BLOCK, Accounts.class));
    }

    List<Instance<HttpEndpoint>> pages() {
        List<Instance<HttpEndpoint>> pages =
                new ArrayList<>(all(Section.ENDPOINTS, config.endpoints(), HttpEndpoint.class));
        page("health", kernelPages.health()).ifPresent(pages::add);
        page("model health", kernelPages.modelHealth()).ifPresent(pages::add);
        page("plugins", kernelPages.plugins()).ifPresent(pages::add);
        page("configuration", kernelPages.configuration()).ifPresent(pages::add);
        return pages;
    }

    private Optional<Instance<HttpEndpoint>> page(String name, HttpEndpoint page) {
        return get(new InstanceKeeper.Order<HttpEndpoint>(
                "endpoint", name, name, KERNEL, "", KERNEL.label(), FailureMode.BLOCK, resources -> page));
    }

    Instance<Identity> staticKeys() {
        Map<String, Caller> callers = new LinkedHashMap<>();
        config.keys()
                .operator()
                .ifPresent(key ->
                        callers.put(key, Caller.builder("operator").operator().build()));
        for (KeysConfig.StaticKey key : config.keys().statics()) {
            callers.put(
                    key.key(),
                    Caller.builder(key.name())
                            .models(key.models())
                            .routing(key.routing().overrides())
                            .build());
        }
        return get(new InstanceKeeper.Order<Identity>(
                        "identity",
                        "configured keys",
                        "static",
                        KERNEL,
                        config.keys(),
                        KERNEL.label(),
                        FailureMode.BLOCK,
                        resources -> new StaticKeys(callers)))
                .orElseThrow(() -> new AssemblyException(problems, faults));
    }

    /** The strategy of each model. Models share one of a type unless they have options of their own. */
    Map<String, Instance<RoutingStrategy>> strategies() {
        Map<String, Instance<RoutingStrategy>> ofModels = new LinkedHashMap<>();
        Map<String, Optional<Instance<RoutingStrategy>>> shared = new HashMap<>();
        config.models().forEach((name, model) -> {
            String type = model.strategy().orElse(config.routing().strategy());
            Offers.Offered offered = offers.find(Section.ROUTING, type).orElseThrow();
            Optional<Instance<RoutingStrategy>> strategy = configuration
                    .bindStrategyOptions(name, offered.factory().configType())
                    .map(options -> strategy(type + " of " + name, offered, options))
                    .orElseGet(() -> shared.computeIfAbsent(type, _ -> shared(type, offered)));
            strategy.ifPresent(made -> ofModels.put(name, made));
        });
        return ofModels;
    }

    /** The strategy of {@code routing} has the options there, any other its defaults. */
    private Optional<Instance<RoutingStrategy>> shared(String type, Offers.Offered offered) {
        Class<? extends Record> options = offered.factory().configType();
        return strategy(
                type,
                offered,
                type.equals(config.routing().strategy())
                        ? configuration.bind(Section.ROUTING, type, options)
                        : DEFAULTS.bind("routing", NOTHING, options));
    }

    private Optional<Instance<RoutingStrategy>> strategy(
            String name, Offers.Offered offered, Binding<? extends Record> options) {
        return order(Section.ROUTING, name, offered, options, NOTHING, FailureMode.PASS, RoutingStrategy.class::cast);
    }
}
