package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of one exchange through targets: which one is next, when to wait, where to fall back, when to give up. It decides
 * and does nothing else: time is handed in, nothing blocks. Used by one thread.
 */
public final class Route {
    private static final Duration PROBE_DELAY = Duration.ofMillis(200);

    private final ModelTable models;
    private final Demand demand;
    private final ExchangeContext exchange;
    private final LiveState live;
    private final long deadline;
    private final int maxFallbacks;
    private final Deque<String> ahead = new ArrayDeque<>(0);
    private final List<String> visited = new ArrayList<>(1);
    private Leg leg;
    private @Nullable GatewayError failure;
    private int attempts;
    private int fallbacks;

    /**
     * A route that begins at a model.
     *
     * @param models   where further models are found
     * @param live     what is known of targets
     * @param deadline when the exchange must be over, in nanoseconds on the scale of {@link #next}
     * @throws dev.switchboard.spi.error.GatewayException if no target of the model fits what is asked
     */
    public Route(
            ModelTable models,
            ModelTable.Resolved start,
            Demand demand,
            ExchangeContext exchange,
            LiveState live,
            long deadline) {
        this.models = models;
        this.demand = demand;
        this.exchange = exchange;
        this.live = live;
        this.deadline = deadline;
        this.maxFallbacks = start.model().plan().fallbacks().most();
        this.leg = leg(start);
        leg.requireTargets();
        visited.add(start.model().name());
        start.model().plan().budget().requested();
        if (leg.tooLong()) {
            fallBack(Remedy.LARGER_WINDOW, "the request is too long for it");
        }
    }

    private Leg leg(ModelTable.Resolved resolved) {
        return new Leg(resolved, demand, exchange, live);
    }

    /** The model whose targets are tried now. */
    public Model model() {
        return leg.model();
    }

    /** How many models were left for another one. */
    public int fallbacks() {
        return fallbacks;
    }

    /** Whether a failure now could lead to another attempt. */
    public boolean mayGoOn() {
        return leg.mayGoOn() || !ahead.isEmpty() || !chain(Remedy.RETRY).isEmpty();
    }

    /** What to do next: at the beginning, after each failure and after each wait. */
    public Step next(long now) {
        while (true) {
            Step step = leg.next(attempts > 0, now, deadline);
            if (step instanceof Step.Go) {
                attempts++;
            }
            if (!(step instanceof Step.End end)) {
                return step;
            }
            if (deadline - now <= 0 || !fallBack(Remedy.of(end.error()), reason(end.error()))) {
                return failure == null ? end : new Step.End(failure);
            }
        }
    }

    private static String reason(GatewayError error) {
        return (error.fromUpstream() ? "its upstream said " : "it ended with ") + error.status();
    }

    /**
     * After how much silence of an attempt another target shall be asked as well; empty for never. A probe is always hedged:
     * to find out whether a target works again is not for one caller to pay.
     */
    public Optional<Duration> hedgeDelay(Step.Go attempt) {
        Optional<Duration> wanted = leg.model().plan().hedge();
        return attempt.passage().isProbe()
                ? Optional.of(
                        wanted.filter(delay -> delay.compareTo(PROBE_DELAY) < 0).orElse(PROBE_DELAY))
                : wanted;
    }

    /** Another target to ask while the attempt under way goes on; empty if there is none or the budget is spent. */
    public Optional<Step.Go> hedge(long now) {
        Optional<Step.Go> second = leg.hedge(now);
        second.ifPresent(_ -> attempts++);
        return second;
    }

    /** Another target that goes on where the present one broke off; empty if there is none, or if nobody can help. */
    public Optional<Step.Go> continuation(GatewayError why, long now) {
        failed(why);
        Optional<Step.Go> onward = Remedy.of(why) == Remedy.RETRY ? leg.continuation(now) : Optional.empty();
        onward.ifPresent(_ -> attempts++);
        return onward;
    }

    /** The attempt that {@link #next} asked for came to nothing. */
    public void failed(GatewayError error) {
        failure = error;
        leg.failed(error);
    }

    /** An attempt at that target was answered. */
    public void answered(RoutedTarget target) {
        leg.answered(target);
        if (attempts > 1) {
            leg.model().plan().budget().giveBack();
        }
    }

    private boolean fallBack(Remedy remedy, String why) {
        if (remedy != Remedy.RETRY) {
            ahead.clear();
        }
        chain(remedy).reversed().forEach(ahead::addFirst);
        while (!ahead.isEmpty() && fallbacks < maxFallbacks) {
            String name = ahead.removeFirst();
            Optional<ModelTable.Resolved> next = visited.contains(name) ? Optional.empty() : models.resolve(name);
            visited.add(name);
            Leg onward = next.map(this::leg).filter(Leg::hasTargets).orElse(null);
            if (onward != null) {
                exchange.decide(new Decision("route", leg.model().name(), why + ", so the call goes on to " + name));
                fallbacks++;
                leg = onward;
                return true;
            }
        }
        return false;
    }

    /** Models that come after the present one and were not tried yet. */
    private List<String> chain(Remedy remedy) {
        boolean own = remedy == Remedy.RETRY && !demand.fallbacks().isEmpty();
        List<String> all =
                own ? demand.fallbacks() : leg.model().plan().fallbacks().of(remedy);
        return all.stream().filter(name -> !visited.contains(name)).toList();
    }
}
