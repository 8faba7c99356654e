package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Answer;
import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.pipeline.attempt.AttemptFailedException;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.ModelTable;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.stream.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The phase that chooses targets, and goes on to the next one while nothing meaningful has reached the caller. */
final class Routing {
    private final ExchangeContext exchange;
    private final Model model;
    private final String matched;
    private final int maxAttempts;
    private final List<RoutedTarget> left;
    private final Consumer<Attempt> onAttempt;
    private int attempts;

    Routing(ExchangeContext exchange, ModelTable.Resolved resolved, int maxAttempts, Consumer<Attempt> onAttempt) {
        this.exchange = exchange;
        this.model = resolved.model();
        this.matched = resolved.matched();
        this.maxAttempts = maxAttempts;
        this.left = new ArrayList<>(model.targets());
        this.onAttempt = onAttempt;
    }

    /** Whether a failure now would lead to another target. */
    boolean hasAnother() {
        return attempts < maxAttempts && !left.isEmpty();
    }

    /**
     * Tries targets until one answers.
     *
     * @param once makes one attempt; throws {@link AttemptFailedException} if it came to nothing
     */
    <R, E extends StreamEvent> Answer<R, E> answer(Function<Attempt, Answer<R, E>> once) {
        while (true) {
            RoutedTarget routed = choose();
            left.remove(routed);
            Attempt attempt = new Attempt(++attempts, routed, routed.target(matched), this::learn);
            onAttempt.accept(attempt);
            try {
                return once.apply(attempt);
            } catch (AttemptFailedException e) {
                attempt.finish();
                if (!mayHelp(e.error()) || !hasAnother()) {
                    throw e;
                }
                exchange.decide(new Decision(
                        "route",
                        attempt.target().id(),
                        "failed with " + e.error().status() + ", next target"));
            }
        }
    }

    /** Whether another target may succeed where one failed in this way. */
    private static boolean mayHelp(GatewayError failure) {
        return failure.kind().isTransient() && !BodyMemory.isShortage(failure);
    }

    private RoutedTarget choose() {
        if (left.size() == 1 || model.strategy().isEmpty()) {
            return left.getFirst();
        }
        Instance<RoutingStrategy> strategy = model.strategy().get();
        RoutedTarget chosen = ask(strategy);
        if (chosen == null) {
            exchange.decide(new Decision("route", strategy.name(), "failed to choose, so the first target is taken"));
            return left.getFirst();
        }
        return chosen;
    }

    private @Nullable RoutedTarget ask(Instance<RoutingStrategy> strategy) {
        try {
            Candidate chosen = strategy.component().choose(exchange, List.copyOf(left));
            return chosen instanceof RoutedTarget routed && left.contains(routed) ? routed : null;
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }

    private void learn(Attempt attempt) {
        model.strategy().ifPresent(strategy -> {
            try {
                strategy.component().finished(attempt.routed(), attempt.report());
            } catch (RuntimeException | LinkageError e) {
                exchange.decide(new Decision("route", strategy.name(), "failed to learn from an attempt"));
            }
        });
    }
}
