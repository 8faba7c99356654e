package dev.switchboard.launcher.assembly;

import dev.switchboard.config.Configuration;
import dev.switchboard.config.Section;
import dev.switchboard.config.binding.Binder;
import dev.switchboard.config.binding.Binding;
import dev.switchboard.config.binding.Problem;
import dev.switchboard.config.binding.References;
import dev.switchboard.config.schema.Component;
import dev.switchboard.config.schema.GatewayConfig;
import dev.switchboard.config.schema.Guardrail;
import dev.switchboard.config.schema.KeysConfig;
import dev.switchboard.osgi.PluginFailure;
import dev.switchboard.pipeline.builtin.HealthPages;
import dev.switchboard.pipeline.builtin.StaticKeys;
import dev.switchboard.pipeline.instance.CallbackQueue;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.Instance.FailureMode;
import dev.switchboard.pipeline.world.Settings;
import dev.switchboard.pipeline.world.Snapshot;
import dev.switchboard.spi.ComponentFactory;
import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Origin;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.identity.Identity;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.prompt.PromptSource;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.upstream.Outbound;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Makes the next world out of a configuration and a set of plugins. What did not change is taken over from the present world.
 * Assembles one world at a time.
 */
public final class Assembler {
    private final InstanceKeeper keeper;
    private final ModelAssembly models;
    private final BooleanSupplier ready;
    private final LoadedPlugin kernel = new LoadedPlugin(this, "the gateway itself", new Plugin() {});

    /**
     * An assembler.
     *
     * @param data  where instances may keep files
     * @param ready what the readiness page says
     */
    public Assembler(InstantSource clock, Path data, Outbound outbound, BooleanSupplier ready) {
        this.keeper = new InstanceKeeper(clock, data, outbound);
        this.models = new ModelAssembly(clock);
        this.ready = ready;
    }

    /**
     * A world that waits to be published.
     *
     * @param snapshot the world
     * @param commit   to be run once it has been published
     */
    public record Assembled(Snapshot snapshot, Runnable commit) {}

    /** Waits until every instance of a plugin has been closed; false if that took too long. */
    public boolean awaitClosed(Object plugin, Duration patience) {
        return keeper.awaitClosed(plugin, patience);
    }

    /**
     * Makes the next world; what is new in it has passed its self-check.
     *
     * @throws AssemblyException with all problems; then nothing is left behind
     */
    public synchronized Assembled assemble(Configuration configuration, Offers offers) {
        List<String> problems = new ArrayList<>(offers.clashes());
        configuration.check(offers).stream().map(Problem::toString).forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new AssemblyException(problems, Map.of());
        }
        return new Work(configuration, offers).assemble();
    }

    /** The making of one world. */
    private final class Work {
        private final Configuration configuration;
        private final GatewayConfig config;
        private final Offers offers;
        private final InstanceKeeper.Round round = keeper.begin();
        private final List<String> problems = new ArrayList<>();
        private final Map<Object, String> faults = new HashMap<>();

        Work(Configuration configuration, Offers offers) {
            this.configuration = configuration;
            this.config = configuration.gateway();
            this.offers = offers;
        }

        Assembled assemble() {
            try {
                Map<String, Instance<Provider>> providers = new LinkedHashMap<>();
                all(Section.PROVIDERS, config.providers(), Provider.class)
                        .forEach(each -> providers.put(each.name(), each));
                Map<String, Instance<RoutingStrategy>> strategies = strategies();
                List<Instance<Dialect>> dialects = dialects();
                Paths paths = new Paths(dialects, pages());
                List<Instance<Identity>> identities =
                        new ArrayList<>(all(Section.IDENTITIES, config.identities(), Identity.class));
                identities.add(staticKeys());
                List<Instance<CallbackQueue>> callbacks = callbacks();
                var admissions = all(Section.ADMISSIONS, config.admissions(), Admission.class);
                var prompts = all(Section.PROMPTS, config.prompts(), PromptSource.class);
                var caches = all(Section.CACHES, config.caches(), ResponseCache.class);
                var guardrails = guardrails();
                problems.addAll(paths.problems());
                failOnProblems();
                ModelAssembly.Assembled table = models.assemble(
                        config.models(),
                        providers,
                        model -> Optional.ofNullable(strategies.get(
                                model.strategy().orElse(config.routing().strategy()))));
                Snapshot snapshot = new Snapshot(new Snapshot.Parts(
                        settings(),
                        new HashSet<>(round.all()),
                        paths.routers(),
                        table.table(),
                        dialects,
                        identities,
                        admissions,
                        prompts,
                        guardrails,
                        caches,
                        callbacks));
                return new Assembled(snapshot, () -> {
                    round.commit();
                    table.commit().run();
                });
            } catch (RuntimeException | LinkageError e) {
                round.abandon();
                throw e;
            }
        }

        private void failOnProblems() {
            if (!problems.isEmpty()) {
                throw new AssemblyException(problems, faults);
            }
        }

        private Settings settings() {
            return new Settings(
                    config.server().limits().maxBody().bytes(),
                    Settings.DEFAULT.maxReply(),
                    Settings.DEFAULT.maxContent(),
                    config.server().keepAlive(),
                    config.routing().retries().maxAttempts(),
                    Settings.DEFAULT.guardTimeout());
        }

        private <T extends dev.switchboard.spi.Component> List<Instance<T>> all(
                Section section, Map<String, Component> components, Class<T> kind) {
            List<Instance<T>> instances = new ArrayList<>();
            components.forEach((name, component) ->
                    one(section, name, component.type(), FailureMode.PASS, kind).ifPresent(instances::add));
            return instances;
        }

        private List<Instance<dev.switchboard.spi.guardrail.Guardrail>> guardrails() {
            List<Instance<dev.switchboard.spi.guardrail.Guardrail>> instances = new ArrayList<>();
            config.guardrails().forEach((name, guardrail) -> {
                FailureMode mode =
                        guardrail.onFailure() == Guardrail.OnFailure.PASS ? FailureMode.PASS : FailureMode.BLOCK;
                one(Section.GUARDRAILS, name, guardrail.type(), mode, dev.switchboard.spi.guardrail.Guardrail.class)
                        .ifPresent(instances::add);
            });
            return instances;
        }

        private List<Instance<CallbackQueue>> callbacks() {
            List<Instance<CallbackQueue>> instances = new ArrayList<>();
            config.callbacks().forEach((name, component) -> {
                Offers.Offered offered =
                        offers.find(Section.CALLBACKS, component.type()).orElseThrow();
                order(
                                Section.CALLBACKS,
                                name,
                                offered,
                                FailureMode.PASS,
                                made -> CallbackQueue.start(name, (Callback) made))
                        .ifPresent(instances::add);
            });
            return instances;
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
                    section.noun(),
                    name,
                    offered,
                    configuration.bind(section, name, offered.factory().configType()),
                    mode,
                    wrap);
        }

        @SuppressWarnings("unchecked") // the settings were bound to the factory's own record type
        private <T extends dev.switchboard.spi.Component> Optional<Instance<T>> order(
                String kind,
                String name,
                Offers.Offered offered,
                Binding<? extends Record> bound,
                FailureMode mode,
                Function<dev.switchboard.spi.Component, T> wrap) {
            ComponentFactory<Record, ?> factory = (ComponentFactory<Record, ?>) offered.factory();
            Record settings = bound.get();
            return get(new InstanceKeeper.Order<>(
                    kind,
                    name,
                    factory.type(),
                    offered.plugin(),
                    settings,
                    mode,
                    resources -> wrap.apply(factory.create(name, settings, resources))));
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

        private List<Instance<Dialect>> dialects() {
            List<Instance<Dialect>> dialects = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (LoadedPlugin plugin : offers.plugins()) {
                for (Dialect dialect : plugin.plugin().dialects()) {
                    if (!names.add(dialect.name())) {
                        problems.add(
                                "the dialect \"" + dialect.name() + "\" is offered twice; remove one of the bundles");
                    }
                    get(new InstanceKeeper.Order<>(
                                    "dialect",
                                    dialect.name(),
                                    dialect.name(),
                                    plugin,
                                    "",
                                    FailureMode.BLOCK,
                                    resources -> dialect))
                            .ifPresent(dialects::add);
                }
            }
            return dialects;
        }

        private List<Instance<HttpEndpoint>> pages() {
            List<Instance<HttpEndpoint>> pages =
                    new ArrayList<>(all(Section.ENDPOINTS, config.endpoints(), HttpEndpoint.class));
            get(new InstanceKeeper.Order<HttpEndpoint>(
                            "endpoint",
                            "health",
                            "health",
                            kernel,
                            "",
                            FailureMode.BLOCK,
                            resources -> new HealthPages(ready)))
                    .ifPresent(pages::add);
            return pages;
        }

        private Instance<Identity> staticKeys() {
            Map<String, Caller> callers = new LinkedHashMap<>();
            config.keys()
                    .operator()
                    .ifPresent(key -> callers.put(
                            key, Caller.builder("operator").operator().build()));
            for (KeysConfig.StaticKey key : config.keys().statics()) {
                callers.put(
                        key.key(),
                        Caller.builder(key.name()).models(key.models()).build());
            }
            return get(new InstanceKeeper.Order<Identity>(
                            "identity",
                            "configured keys",
                            "static",
                            kernel,
                            config.keys(),
                            FailureMode.BLOCK,
                            resources -> new StaticKeys(callers)))
                    .orElseThrow(() -> new AssemblyException(problems, faults));
        }

        /** The strategies that models use, by type: the default with its options, others with their defaults. */
        private Map<String, Instance<RoutingStrategy>> strategies() {
            Map<String, Instance<RoutingStrategy>> strategies = new LinkedHashMap<>();
            Set<String> types = new HashSet<>();
            config.models()
                    .values()
                    .forEach(model ->
                            types.add(model.strategy().orElse(config.routing().strategy())));
            for (String type : types.stream().sorted().toList()) {
                Offers.Offered offered = offers.find(Section.ROUTING, type).orElseThrow();
                Binding<? extends Record> bound = type.equals(config.routing().strategy())
                        ? configuration.bind(
                                Section.ROUTING, type, offered.factory().configType())
                        : new Binder(new References(Map.of(), Path.of("")))
                                .bind(
                                        "routing",
                                        ConfigValue.Mapping.builder(Origin.of("default"))
                                                .build(),
                                        offered.factory().configType());
                order(Section.ROUTING.noun(), type, offered, bound, FailureMode.PASS, RoutingStrategy.class::cast)
                        .ifPresent(instance -> strategies.put(type, instance));
            }
            return strategies;
        }
    }
}
