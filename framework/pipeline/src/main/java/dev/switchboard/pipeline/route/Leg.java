package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.live.Passage;
import dev.switchboard.pipeline.live.RetryBudget;
import dev.switchboard.pipeline.live.TargetLimits;
import dev.switchboard.pipeline.live.TargetState;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The part of a route that leads through the targets of one model. */
final class Leg {
    private static final Predicate<RoutedTarget> EVERY = _ -> true;

    private final Model model;
    private final List<String> captures;
    private final Demand demand;
    private final ExchangeContext exchange;
    private final LiveState live;
    private final Fitness fitness;
    private final int maxAttempts;
    private final List<RoutedTarget> tried = new ArrayList<>(2);
    private Map<ErrorKind, Integer> retries = Map.of();
    private @Nullable GatewayError failure;
    private int attempts;
    private int rounds;

    Leg(ModelTable.Resolved resolved, Demand demand, ExchangeContext exchange, LiveState live) {
        this.model = resolved.model();
        this.captures = resolved.captures();
        this.demand = demand;
        this.exchange = exchange;
        this.live = live;
        this.fitness = Fitness.of(model, demand);
        int most = rules().maxAttempts();
        this.maxAttempts =
                demand.retries().map(retries -> Math.min(most, retries + 1)).orElse(most);
    }

    Model model() {
        return model;
    }

    /** Whether some target may take the call for what it is. */
    boolean hasTargets() {
        return !fitness.targets().isEmpty();
    }

    /** @throws dev.switchboard.spi.error.GatewayException of kind {@code INVALID_REQUEST} if there is none */
    void requireTargets() {
        if (!hasTargets()) {
            throw Fitness.nowhere(model, demand);
        }
    }

    /** Whether no target takes requests of this length, as far as it can be estimated. */
    boolean tooLong() {
        return fitness.tooLong();
    }

    /** Whether a failure now could lead to another attempt here. */
    boolean mayGoOn() {
        return attempts < maxAttempts && (attempts == 0 || budget().hasSome());
    }

    void failed(GatewayError error) {
        failure = error;
    }

    /**
     * What to do next.
     *
     * @param further  whether the first attempt here is a further one of the exchange, which must be paid for
     * @param deadline when the exchange must be over
     */
    Step next(boolean further, long now, long deadline) {
        GatewayError why = failure;
        if (why != null && !isWorthIt(why)) {
            return new Step.End(why);
        }
        for (int i = 0; i <= fitness.targets().size(); i++) {
            List<Candidate> open = open(now, EVERY);
            if (open.isEmpty()) {
                return why == null ? standstill(now) : again(why, now, deadline);
            }
            if (further && !budget().hasSome()) {
                return new Step.End(exhausted(why, now));
            }
            RoutedTarget chosen = choose(open);
            Passage passage = enter(chosen, now);
            if (passage != null) {
                return go(chosen, passage, open, further, now);
            }
        }
        return standstill(now);
    }

    /** Another target, if one works for sure and the budget has some. */
    Optional<Step.Go> hedge(long now) {
        return another(now, EVERY, "asked as well, since the first is silent");
    }

    /** Another target that works for sure and goes on where one broke off, if there may be a further attempt. */
    Optional<Step.Go> continuation(long now) {
        return mayGoOn() ? another(now, RoutedTarget::continues, "asked to go on") : Optional.empty();
    }

    private Optional<Step.Go> another(long now, Predicate<RoutedTarget> wanted, String why) {
        List<Candidate> open = open(now, target -> target.state().circuit().isClosed() && wanted.test(target));
        if (open.isEmpty() || !budget().hasSome()) {
            return Optional.empty();
        }
        RoutedTarget chosen = choose(open);
        Passage passage = enter(chosen, now);
        if (passage == null) {
            return Optional.empty();
        }
        exchange.decide(new Decision("route", chosen.toString(), why));
        return Optional.of(go(chosen, passage, open, true, now));
    }

    private boolean isWorthIt(GatewayError why) {
        return attempts < maxAttempts && retries.getOrDefault(why.kind(), 0) < rules().worth(why);
    }

    /** Targets that have not failed here, work and have room; of these the ones that go first. */
    private List<Candidate> open(long now, Predicate<RoutedTarget> wanted) {
        RoutedTarget keeper = keeper(now);
        if (keeper != null && wanted.test(keeper)) {
            return List.of(keeper);
        }
        List<Candidate> open = new ArrayList<>(fitness.targets().size());
        int order = Integer.MAX_VALUE;
        for (RoutedTarget target : fitness.targets()) {
            if (target.traits().order() <= order && wanted.test(target) && mayTake(target, now)) {
                if (target.traits().order() < order) {
                    order = target.traits().order();
                    open.clear();
                }
                open.add(target);
            }
        }
        return open;
    }

    private boolean mayTake(RoutedTarget target, long now) {
        TargetState state = target.state();
        return !tried.contains(target) && state.isHealthy(now) && state.hasRoom(limits(target), demand.tokens(), now);
    }

    private TargetLimits limits(RoutedTarget target) {
        return target.limits(demand.priority());
    }

    /** The target that has something of this conversation's, wherever it stands in the order. */
    private @Nullable RoutedTarget keeper(long now) {
        if (demand.ties().conversation().isEmpty()) {
            return null;
        }
        RoutedTarget keeper =
                Affinity.keeper(live.keepers(), demand.ties().conversation().getAsLong(), fitness.targets());
        return keeper != null && mayTake(keeper, now) ? keeper : null;
    }

    /** An attempt was answered there: the conversation goes on there. */
    void answered(RoutedTarget target) {
        if (demand.ties().conversation().isPresent() && model.targets().size() > 1) {
            live.keepers()
                    .keep(
                            demand.ties().conversation().getAsLong(),
                            target.state().id(),
                            live.now());
        }
    }

    private RoutedTarget choose(List<Candidate> open) {
        if (open.size() > 1 && demand.ties().prefix().isPresent()) {
            return Affinity.home(demand.ties().prefix().getAsLong(), open);
        }
        if (open.size() == 1 || model.strategy().isEmpty()) {
            return (RoutedTarget) open.getFirst();
        }
        Instance<RoutingStrategy> strategy = model.strategy().get();
        RoutedTarget chosen = ask(strategy, open);
        if (chosen == null) {
            exchange.decide(new Decision("route", strategy.name(), "failed to choose, so the first target is taken"));
            return (RoutedTarget) open.getFirst();
        }
        return chosen;
    }

    private @Nullable RoutedTarget ask(Instance<RoutingStrategy> strategy, List<Candidate> open) {
        try {
            Candidate chosen = strategy.call(each -> each.choose(exchange, List.copyOf(open)));
            return chosen instanceof RoutedTarget routed && open.contains(routed) ? routed : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private @Nullable Passage enter(RoutedTarget chosen, long now) {
        return chosen.state()
                .tryEnter(limits(chosen), demand.tokens(), model.hasElsewhere(), model.coolDown(chosen), now);
    }

    private Step.Go go(RoutedTarget chosen, Passage passage, List<Candidate> open, boolean further, long now) {
        if (further) {
            budget().tryTake();
        }
        if (failure != null) {
            retries = retries.isEmpty() ? new EnumMap<>(ErrorKind.class) : retries;
            retries.merge(failure.kind(), 1, Integer::sum);
        }
        attempts++;
        if (model.targets().size() > 1) {
            exchange.decide(
                    new Decision("route", chosen.toString(), Choice.explain(model, chosen, passage, open, now)));
        }
        tried.add(chosen);
        return new Step.Go(chosen, chosen.target(captures), passage, model.strategy());
    }

    /** All that could be tried have failed: after a while one of them may do better, unless it is known to be broken. */
    private Step again(GatewayError why, long now, long deadline) {
        long soonest = Long.MAX_VALUE;
        for (RoutedTarget target : fitness.targets()) {
            TargetState state = target.state();
            if (state.circuit().isClosed() || state.circuit().isThrottled()) {
                soonest = Math.min(soonest, state.circuit().coolsFor(now));
            }
        }
        Duration wait = rules().backOff().wait(rounds, why.retryAfter().orElse(Duration.ZERO), live.random());
        long nanos = Math.max(wait.toNanos(), soonest);
        boolean bearable = nanos <= rules().backOff().most().toNanos() && deadline - now > nanos;
        if (!bearable || ++rounds >= maxAttempts) {
            return new Step.End(why);
        }
        tried.clear();
        exchange.decide(new Decision("route", model.name(), "waits " + nanos / 1_000_000 + " ms for another attempt"));
        return new Step.Wait(Duration.ofNanos(nanos));
    }

    private Step standstill(long now) {
        return new Step.End(Standstill.of(model, fitness.targets(), demand, now));
    }

    private GatewayError exhausted(@Nullable GatewayError why, long now) {
        exchange.decide(new Decision("route", model.name(), "no further attempt: the retry budget is spent"));
        return why == null ? Standstill.of(model, fitness.targets(), demand, now) : why;
    }

    private RetryBudget budget() {
        return model.plan().budget();
    }

    private RoutingRules rules() {
        return model.plan().rules();
    }
}
