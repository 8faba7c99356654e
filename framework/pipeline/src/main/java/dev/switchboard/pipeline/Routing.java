package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Answer;
import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.pipeline.attempt.AttemptFailedException;
import dev.switchboard.pipeline.route.Route;
import dev.switchboard.pipeline.route.Step;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.stream.StreamEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The phase that follows a route: makes attempts, and goes on while nothing meaningful has reached the caller. */
final class Routing {
    /** Whoever has the exchange in hand. Called on its own thread. */
    interface Host {
        /** An attempt is about to be made. @throws GatewayException of kind {@code CANCELLED} if the caller went away */
        void begins(Attempt attempt);

        /** An attempt was answered, and its reply is the one for the caller. */
        void answered(Attempt attempt);

        /** Waits. @throws GatewayException of kind {@code CANCELLED} if the caller went away meanwhile */
        void pause(Duration wait);

        /** Nothing has come for another while. */
        void silence();

        /** Keeps the world in which attempts are made until the returned action runs, also beyond the exchange. */
        Runnable keepWorld();
    }

    private final ExchangeContext exchange;
    private final Route route;
    private final Host host;
    private final Duration keepAlive;
    private final LongSupplier clock;
    private int attempts;

    /**
     * @param keepAlive how often a waiting caller hears of the gateway
     * @param clock     the time of the route, in nanoseconds
     */
    Routing(ExchangeContext exchange, Route route, Host host, Duration keepAlive, LongSupplier clock) {
        this.exchange = exchange;
        this.route = route;
        this.host = host;
        this.keepAlive = keepAlive;
        this.clock = clock;
    }

    /** Whether a failure now could lead to another attempt. */
    boolean mayGoOn() {
        return route.mayGoOn();
    }

    /**
     * Makes attempts until one is answered.
     *
     * @param once makes one attempt; throws {@link AttemptFailedException} if it came to nothing
     */
    <R, E extends StreamEvent> Answer<R, E> answer(Function<Attempt, Answer<R, E>> once) {
        AttemptFailedException last = null;
        while (true) {
            switch (route.next(clock.getAsLong())) {
                case Step.Wait wait -> host.pause(wait.duration());
                case Step.End end -> throw last == null ? end.error().asException() : last;
                case Step.Go go -> {
                    try {
                        return make(go, once);
                    } catch (AttemptFailedException e) {
                        exchange.decide(new Decision(
                                "route",
                                go.target().id(),
                                "failed with " + e.error().status()));
                        route.failed(e.error());
                        last = e;
                    }
                }
            }
        }
    }

    /**
     * Makes attempts at targets that go on where the present reply broke off, until one is answered.
     *
     * @param once as in {@link #answer}
     * @return empty if nobody goes on
     */
    <R, E extends StreamEvent> Optional<Answer<R, E>> continuation(
            GatewayError why, Function<Attempt, Answer<R, E>> once) {
        Optional<Step.Go> go = route.continuation(why, clock.getAsLong());
        while (go.isPresent()) {
            Attempt attempt = begin(go.get());
            try {
                Answer<R, E> answer = once.apply(attempt);
                answered(attempt);
                return Optional.of(answer);
            } catch (AttemptFailedException e) {
                attempt.finish();
                go = route.continuation(e.error(), clock.getAsLong());
            }
        }
        return Optional.empty();
    }

    private <R, E extends StreamEvent> Answer<R, E> make(Step.Go go, Function<Attempt, Answer<R, E>> once) {
        Optional<Duration> hedge = route.hedgeDelay(go);
        Attempt attempt = begin(go);
        if (hedge.isPresent()) {
            Race<R, E> race = new Race<>(once, keepAlive, host);
            race.start(attempt);
            Answer<R, E> answer =
                    race.await(hedge.get(), () -> route.hedge(clock.getAsLong()).map(this::begin));
            answered(race.winner());
            return answer;
        }
        try {
            Answer<R, E> answer = once.apply(attempt);
            answered(attempt);
            return answer;
        } catch (AttemptFailedException e) {
            attempt.finish();
            throw e;
        }
    }

    private void answered(Attempt attempt) {
        route.answered(attempt.routed());
        host.answered(attempt);
    }

    private Attempt begin(Step.Go go) {
        Attempt attempt =
                new Attempt(++attempts, go.routed(), go.target(), go.passage(), clock, finished -> learn(go, finished));
        host.begins(attempt);
        return attempt;
    }

    private void learn(Step.Go go, Attempt attempt) {
        go.strategy().ifPresent(strategy -> {
            try {
                strategy.run(each -> each.finished(attempt.routed(), attempt.report()));
            } catch (RuntimeException e) {
                exchange.decide(new Decision("route", strategy.name(), "failed to learn from an attempt"));
            }
        });
    }
}
