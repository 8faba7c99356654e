package dev.switchboard.osgi;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Versions on trial: begins the trial that is wanted, ends it, and gives up a version that does worse. On the deployer's thread. */
final class Trials {
    private static final Logger log = LoggerFactory.getLogger(Trials.class);

    private final BundleRuntime runtime;
    private final PluginListener listener;
    private final BiConsumer<String, Canary> remember;
    private final DeploymentState state;
    private final InstantSource clock;
    private final Function<Plan, Preparation> preparations;
    private final Supplier<List<Deployed>> current;
    private final Consumer<List<Generation>> retire;

    /**
     * The trials of a deployer.
     *
     * @param preparations makes ready what a plan says
     * @param current      what serves
     * @param retire       lets versions drain and go
     */
    Trials(
            Deployer.Parts parts,
            DeploymentState state,
            InstantSource clock,
            Function<Plan, Preparation> preparations,
            Supplier<List<Deployed>> current,
            Consumer<List<Generation>> retire) {
        this.runtime = parts.runtime();
        this.listener = parts.listener();
        this.remember = parts.remember();
        this.state = state;
        this.clock = clock;
        this.preparations = preparations;
        this.current = current;
        this.retire = retire;
    }

    private Optional<Step.Try> wanted() {
        return Planner.trial(current.get(), state.scan(), state.refusals().keySet());
    }

    /** Ends the trial that nobody wants any more. */
    void endUnwanted() {
        Optional<Step.Try> wanted = wanted();
        if (state.canary()
                .map(CanaryRun::step)
                .filter(step -> !wanted.equals(Optional.of(step)))
                .isPresent()) {
            end();
        }
    }

    /** Ends the trial that there is: the version drains. */
    void end() {
        state.canary().ifPresent(run -> {
            log.info("the trial of {} is over", run.generation().candidate().label());
            listener.endTrial();
            state.endCanary();
            retire.accept(List.of(run.generation()));
        });
    }

    /** Begins the trial that is wanted, unless there is one. */
    void beginWanted() {
        refuseGivenUp();
        wanted().filter(step -> state.canary().isEmpty()).ifPresent(this::begin);
    }

    private void begin(Step.Try step) {
        log.info("to do: {}", step);
        Preparation preparation = preparations.apply(new Plan(List.of(new Plan.Group(List.of(step)))));
        preparation.run();
        for (Attempt attempt : preparation.open()) {
            switch (offer(attempt, step)) {
                case Verdict.Published published -> {
                    attempt.close();
                    state.canary(new CanaryRun(step, attempt.arriving().getFirst()));
                    runtime.show(attempt.leavingBundles());
                    log.info("done: {}", step);
                }
                case Verdict.Refused refused ->
                    preparation.refuse(
                            attempt,
                            new PluginFailure(Deployer.fault(attempt, refused).orElse(refused.reason())));
            }
        }
    }

    private Verdict offer(Attempt attempt, Step.Try step) {
        List<String> users = current.get().stream()
                .filter(other -> other.uses().contains(step.old().name()))
                .map(Deployed::name)
                .toList();
        if (step.isLibrary() || !users.isEmpty()) {
            return Verdict.refused("only a plugin that no other bundle uses can be tried beside the version before"
                    + (users.isEmpty() ? "" : "; it is used by " + String.join(", ", users)));
        }
        Offer offer = new Offer(
                state.plugins(attempt.leavingPlugins(), attempt.arrivingPlugins()),
                attempt.arrivingPlugins(),
                attempt.leavingPlugins());
        try {
            return listener.tryOut(offer, step.canary());
        } catch (RuntimeException | Error e) {
            return Verdict.refused("trying it failed: " + PluginCall.describe(e));
        }
    }

    /**
     * Ends the trial of a version that does worse than the one before, and remembers that across restarts.
     *
     * @return whether that version is on trial
     */
    boolean giveUp(InstalledPlugin plugin, String reason) {
        Optional<CanaryRun> run = state.canary()
                .filter(on -> on.generation().plugin().filter(plugin::equals).isPresent());
        if (run.isPresent()) {
            Step.Try step = run.get().step();
            Canary givenUp = step.canary().givenUp(reason);
            remember.accept(step.candidate().name(), givenUp);
            log.warn("{} is rolled back: {}", step.candidate().label(), reason);
            end();
            refuse(new Step.Try(step.old(), step.candidate(), givenUp), reason);
        }
        return run.isPresent();
    }

    /** After a restart, too, people shall see why a version does not serve. */
    private void refuseGivenUp() {
        state.scan()
                .canaries()
                .forEach((bundle, canary) -> canary.givenUp().ifPresent(reason -> {
                    Optional<Generation> running = state.running(bundle);
                    state.scan()
                            .onTrial(bundle)
                            .filter(tried -> running.isPresent()
                                    && !tried.sameBytes(running.get().candidate())
                                    && !state.refusals().containsKey(tried.key()))
                            .ifPresent(
                                    tried -> refuse(new Step.Try(running.get().candidate(), tried, canary), reason));
                }));
    }

    private void refuse(Step.Try step, String reason) {
        state.refuse(new Refusal(step, reason, false, clock.instant()));
    }
}
