package dev.switchboard.launcher.assembly;

import dev.switchboard.config.Configuration;
import dev.switchboard.config.Extended;
import dev.switchboard.config.Section;
import dev.switchboard.config.binding.Problem;
import dev.switchboard.config.schema.GatewayConfig;
import dev.switchboard.config.schema.OnAbortConfig;
import dev.switchboard.http.upstream.TransportOutbound;
import dev.switchboard.pipeline.instance.CallbackQueue;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.world.OnAbort;
import dev.switchboard.pipeline.world.Settings;
import dev.switchboard.pipeline.world.Snapshot;
import dev.switchboard.spi.accounts.Accounts;
import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.identity.Identity;
import dev.switchboard.spi.prompt.PromptSource;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.runtime.ConfigPart;
import dev.switchboard.spi.runtime.RuntimeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Makes the next world out of a configuration and a set of plugins. What did not change is taken over from the present world.
 * Assembles one world at a time.
 */
public final class Assembler {
    private final InstanceKeeper keeper;
    private final ModelAssembly models;
    private final KernelPages pages;
    /** Those of the present world: a change seldom touches them, and they are many. */
    private Paths current = new Paths(List.of(), List.of());

    /**
     * An assembler.
     *
     * @param data     where instances may keep files
     * @param outbound the way of instances to other hosts, each to its own
     * @param live     what is known of targets, whatever the world
     * @param pages    what every world serves beside dialects and plugins
     * @param running  what instances add to the configuration by
     */
    public Assembler(
            InstantSource clock,
            Path data,
            TransportOutbound outbound,
            LiveState live,
            KernelPages pages,
            RuntimeConfig running) {
        this.keeper = new InstanceKeeper(clock, data, outbound, running);
        this.models = new ModelAssembly(clock, live);
        this.pages = pages;
    }

    /**
     * A world that waits to be published, or to be thrown away.
     *
     * @param snapshot the world
     * @param parts    its configuration, with what components add
     * @param commit   to be run once it has been published
     * @param abandon  to be run if it never will be
     */
    public record Assembled(Snapshot snapshot, Extended parts, Runnable commit, Runnable abandon) {}

    /** Gives up the world that is being made, and makes no other: the gateway stops. Any thread; does not wait. */
    public void stopMaking() {
        keeper.stopMaking();
    }

    /** There will be no further world: instances of the last one have no way to each other any more. */
    public synchronized void close() {
        keeper.close();
    }

    /** Waits until every instance of a plugin has been closed; false if that took too long. */
    public boolean awaitClosed(Object plugin, Duration patience) {
        return keeper.awaitClosed(plugin, patience);
    }

    /**
     * Makes the next world; what is new in it has passed its self-check. Parts that cannot be used are left out.
     *
     * @throws AssemblyException with all problems; then nothing is left behind
     */
    public Assembled assemble(Configuration configuration, Offers offers) {
        return assemble(configuration, offers, Optional.empty(), (_, _) -> false);
    }

    /**
     * Makes a world in which one plugin is on trial: what it makes of its targets' health is kept apart.
     *
     * @param onTrial the plugin's label
     * @throws AssemblyException as {@link #assemble(Configuration, Offers)}
     */
    public Assembled tryOut(Configuration configuration, Offers offers, String onTrial) {
        return assemble(
                configuration,
                offers,
                Optional.empty(),
                (_, provider) -> provider.plugin().equals(onTrial));
    }

    /**
     * Makes a world with one more part, or another in the place of one; what becomes of the part's targets is kept apart.
     *
     * @throws AssemblyException as {@link #assemble(Configuration, Offers)}
     */
    public Assembled rehearse(Configuration configuration, Offers offers, ConfigPart part) {
        return assemble(
                configuration,
                offers,
                Optional.of(part),
                (parts, provider) ->
                        parts.providers().getOrDefault(part.id(), List.of()).contains(provider.name()));
    }

    private synchronized Assembled assemble(
            Configuration written,
            Offers offers,
            Optional<ConfigPart> more,
            BiPredicate<Extended, Instance<Provider>> apart) {
        List<String> problems = new ArrayList<>(offers.clashes());
        written.check(offers).stream().map(Problem::toString).forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new AssemblyException(problems, Map.of());
        }
        InstanceKeeper.Round round = keeper.begin();
        try {
            Extended parts = new PartAssembly(offers, round, pages).extend(written, more);
            return assemble(parts, offers, round, provider -> apart.test(parts, provider));
        } catch (RuntimeException | LinkageError e) {
            round.abandon();
            throw e;
        }
    }

    private Assembled assemble(
            Extended parts, Offers offers, InstanceKeeper.Round round, Predicate<Instance<Provider>> apart) {
        GatewayConfig config = parts.configuration().gateway();
        WorldInstances instances = new WorldInstances(parts.configuration(), offers, round, pages);
        Map<String, Instance<Provider>> providers = new LinkedHashMap<>();
        instances
                .all(Section.PROVIDERS, config.providers(), Provider.class)
                .forEach(each -> providers.put(each.name(), each));
        Map<String, Instance<RoutingStrategy>> strategies = instances.strategies();
        List<Instance<Dialect>> dialects = instances.dialects();
        instances.shared();
        Optional<Instance<Accounts>> accounts = instances.accounts();
        List<Instance<? extends HttpEndpoint>> pages = new ArrayList<>(instances.pages());
        accounts.ifPresent(pages::add);
        Paths paths = current.areOf(dialects, pages) ? current : new Paths(dialects, pages);
        List<Instance<? extends Identity>> identities =
                new ArrayList<>(instances.all(Section.IDENTITIES, config.identities(), Identity.class));
        identities.add(instances.staticKeys());
        accounts.ifPresent(identities::add);
        List<Instance<CallbackQueue>> callbacks = instances.callbacks();
        List<Instance<? extends Admission>> admissions = new ArrayList<>();
        accounts.ifPresent(admissions::add);
        admissions.addAll(instances.all(Section.ADMISSIONS, config.admissions(), Admission.class));
        var prompts = instances.all(Section.PROMPTS, config.prompts(), PromptSource.class);
        var caches = instances.all(Section.CACHES, config.caches(), ResponseCache.class);
        var guardrails = instances.guardrails();
        instances.failOnProblems(paths.problems());
        ModelAssembly.Assembled table =
                models.assemble(config.models(), config.routing(), providers, strategies, apart);
        Snapshot snapshot = new Snapshot(new Snapshot.Parts(
                settings(config),
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
        return new Assembled(
                snapshot,
                parts,
                () -> {
                    round.commit();
                    current = paths;
                    table.commit().run();
                },
                round::abandon);
    }

    private static Settings settings(GatewayConfig config) {
        return new Settings(
                config.server().limits().maxBody().bytes(),
                Settings.DEFAULT.maxReply(),
                config.server().limits().bodyMemory().map(DataSize::bytes).orElse(Settings.DEFAULT.bodyMemory()),
                Settings.DEFAULT.maxContent(),
                config.server().keepAlive(),
                config.routing().maxParallel().orElse(config.server().limits().maxRequests()),
                Settings.DEFAULT.guardTimeout(),
                config.server().limits().requestTimeout(),
                onAbort(config.server().onAbort()));
    }

    private static OnAbort onAbort(OnAbortConfig config) {
        return new OnAbort(
                config.policy() == OnAbortConfig.Policy.DRAIN,
                config.maxTime(),
                config.maxBytes().bytes(),
                config.maxDrains());
    }
}
