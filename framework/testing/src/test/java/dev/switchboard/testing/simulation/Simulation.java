package dev.switchboard.testing.simulation;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.PluginMeter;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.live.RetryBudget;
import dev.switchboard.pipeline.live.TargetLimits;
import dev.switchboard.pipeline.route.AffinityMode;
import dev.switchboard.pipeline.route.Demand;
import dev.switchboard.pipeline.route.Fallbacks;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.ModelTable;
import dev.switchboard.pipeline.route.Route;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.pipeline.route.RoutingRules;
import dev.switchboard.pipeline.route.Step;
import dev.switchboard.pipeline.route.Traits;
import dev.switchboard.spi.Health;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Calls against one model, routed by the gateway's own route and answered by simulated upstreams. The same seed, the same day. */
final class Simulation {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Usage USAGE = Usage.builder()
            .set(Usage.Bucket.INPUT, 100)
            .set(Usage.Bucket.OUTPUT, 50)
            .build();

    private final VirtualTime time = new VirtualTime();
    private final SplittableRandom random;
    private final LiveState live;
    private final RoutingRules rules;
    private final List<RoutedTarget> targets = new ArrayList<>();
    private final Map<RoutedTarget, Upstream> upstreams = new IdentityHashMap<>();
    private final Tally tally = new Tally();
    private int clientRetries;

    Simulation(long seed, RoutingRules rules) {
        this.random = new SplittableRandom(seed);
        this.live = new LiveState(time::now, random);
        this.rules = rules;
    }

    /** Adds a target. @param order as in the configuration */
    RoutedTarget target(String name, int order, Upstream upstream) {
        Provider idle = () -> Abilities.builder().build();
        RoutedTarget.Spec bare = RoutedTarget.Spec.of("m");
        Traits traits = new Traits(
                order, List.of(), Optional.empty(), OptionalLong.empty(), TargetLimits.NONE, Optional.empty());
        RoutedTarget target = new RoutedTarget(
                instance("provider", name, idle),
                new RoutedTarget.Spec(
                        "m",
                        1,
                        bare.defaults(),
                        bare.set(),
                        bare.remove(),
                        bare.headers(),
                        bare.timeouts(),
                        bare.info(),
                        traits),
                name + "/m",
                live);
        targets.add(target);
        upstreams.put(target, upstream);
        return target;
    }

    private static <T extends dev.switchboard.spi.Component> Instance<T> instance(
            String kind, String name, T component) {
        return new Instance<>(
                kind,
                name,
                "simulated",
                "simulated 1",
                "1",
                component,
                Health.ready(),
                Instance.FailureMode.PASS,
                new PluginMeter());
    }

    /** Clients that repeat what failed, as SDKs do: so often, after half a second to a second. */
    Simulation clientsRetry(int times) {
        clientRetries = times;
        return this;
    }

    /** Calls at a steady rate, by a strategy, until all have ended. */
    Tally run(RoutingStrategy strategy, Duration between, Duration during) {
        Model model = new Model(
                "m",
                targets,
                Optional.of(instance("routing strategy", "strategy", strategy)),
                Instant.EPOCH,
                new Model.Plan(
                        rules,
                        Fallbacks.NONE,
                        new RetryBudget(rules.budget(), 250),
                        Optional.empty(),
                        AffinityMode.SESSION,
                        Optional.empty(),
                        List.of()));
        ModelTable table = new ModelTable(List.of(model), Map.of());
        for (Duration at = Duration.ZERO; at.compareTo(during) < 0; at = at.plus(between)) {
            time.after(at, () -> new Call(table).come());
        }
        time.run();
        return tally;
    }

    /** One call of a client, with its repetitions. */
    private final class Call {
        private final ModelTable table;
        private final long arrived = time.now();
        private final List<Contender> running = new ArrayList<>();
        private Route route;
        private boolean answered;
        private int repeated;

        Call(ModelTable table) {
            this.table = table;
            this.route = route();
        }

        private Route route() {
            return new Route(
                    table,
                    table.resolve("m").orElseThrow(),
                    Demand.NONE,
                    TestingExchange.chat("m"),
                    live,
                    time.now() + PATIENCE.toNanos());
        }

        void come() {
            tally.requests++;
            step();
        }

        private void step() {
            switch (route.next(time.now())) {
                case Step.Wait wait -> time.after(wait.duration(), this::step);
                case Step.End _ -> fail();
                case Step.Go go -> {
                    Contender first = new Contender(this, go);
                    route.hedgeDelay(go).ifPresent(delay -> time.after(delay, () -> hedge(first)));
                }
            }
        }

        private void hedge(Contender first) {
            if (!answered && running.contains(first)) {
                route.hedge(time.now()).ifPresent(go -> new Contender(this, go));
            }
        }

        private void fail() {
            if (repeated++ < clientRetries) {
                time.after(Duration.ofMillis(500 + random.nextInt(500)), () -> {
                    route = route();
                    come();
                });
            } else {
                tally.failed(time.now(), time.now() - arrived);
            }
        }

        void failed(Contender contender, GatewayError error) {
            running.remove(contender);
            route.failed(error);
            if (running.isEmpty() && !answered) {
                step();
            }
        }

        void answered(Contender contender) {
            if (!answered) {
                answered = true;
                route.answered(contender.go.routed());
                tally.answered(time.now(), time.now() - arrived);
                running.stream().filter(other -> other != contender).forEach(Contender::lose);
            }
        }
    }

    /** One attempt of a call. */
    private final class Contender {
        private final Call call;
        private final Step.Go go;
        private boolean over;
        private boolean lost;

        Contender(Call call, Step.Go go) {
            this.call = call;
            this.go = go;
            call.running.add(this);
            tally.attempted(go.routed(), time.now());
            Upstream.Reply reply = upstreams.get(go.routed()).call(time.now(), random);
            time.after(reply.first(), () -> come(reply));
        }

        private void come(Upstream.Reply reply) {
            if (over) {
                return;
            }
            if (reply.error().isPresent()) {
                end(reply.error());
                if (lost) {
                    return;
                }
                call.failed(this, reply.error().get());
                return;
            }
            go.passage().content(time.now());
            if (lost) {
                cancel();
                return;
            }
            call.answered(this);
            time.after(reply.rest(), () -> end(Optional.empty()));
        }

        /** A probe goes on until it knows. */
        void lose() {
            lost = true;
            if (!go.passage().isProbe()) {
                cancel();
            }
        }

        private void cancel() {
            end(Optional.of(GatewayError.of(ErrorKind.CANCELLED, "another was faster")));
        }

        private void end(Optional<GatewayError> error) {
            if (!over) {
                over = true;
                go.passage().end(error, error.isPresent() ? Usage.none() : USAGE, time.now());
            }
        }
    }
}
