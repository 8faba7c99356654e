package dev.switchboard.bench.jmh;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.PluginMeter;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.live.TargetLimits;
import dev.switchboard.pipeline.route.Demand;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.ModelTable;
import dev.switchboard.pipeline.route.Route;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.pipeline.route.Step;
import dev.switchboard.pipeline.route.Traits;
import dev.switchboard.spi.Health;
import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.Rotation;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.usage.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What routing adds to a call that goes well: 1,000 targets with limits in 100 models. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RouteBenchmark {
    private static final int MODELS = 100;
    private static final int TARGETS = 10;

    private final SplittableRandom random = new SplittableRandom(1);
    private final LiveState live = new LiveState(System::nanoTime, random);
    private final Rotation rotation = new Rotation();
    private final Comparator<Candidate> byTime = Comparator.comparingDouble(Candidate::firstContentMillis);
    private final RoutingStrategy quickest = (_, candidates) -> rotation.best(candidates, byTime);
    private final ModelTable models = models();
    private final Usage usage = Usage.builder()
            .set(Usage.Bucket.INPUT, 100)
            .set(Usage.Bucket.OUTPUT, 50)
            .build();
    private final ExchangeContext exchange = new Nobody();
    private int call;

    private ModelTable models() {
        List<Model> models = new ArrayList<>();
        for (int model = 0; model < MODELS; model++) {
            List<RoutedTarget> targets = new ArrayList<>();
            for (int target = 0; target < TARGETS; target++) {
                targets.add(target("provider-" + target, "model-" + model));
            }
            models.add(
                    new Model("model-" + model, targets, Optional.of(instance("strategy", quickest)), Instant.EPOCH));
        }
        return new ModelTable(models, Map.of());
    }

    private RoutedTarget target(String provider, String model) {
        Provider idle = () -> Abilities.builder().build();
        RoutedTarget.Spec bare = RoutedTarget.Spec.of(model);
        TargetLimits limits =
                new TargetLimits(OptionalLong.of(1L << 38), OptionalLong.of(1L << 38), OptionalLong.of(1_000));
        Traits traits = new Traits(0, List.of(), Optional.empty(), OptionalLong.of(100_000), limits, Optional.empty());
        RoutedTarget.Spec spec = new RoutedTarget.Spec(
                model,
                1,
                bare.defaults(),
                bare.set(),
                bare.remove(),
                bare.headers(),
                bare.timeouts(),
                bare.info(),
                traits);
        return new RoutedTarget(instance(provider, idle), spec, provider + "/" + model, live);
    }

    private static <T extends dev.switchboard.spi.Component> Instance<T> instance(String name, T component) {
        return new Instance<>(
                "part",
                name,
                "bench",
                "bench 1",
                "1",
                component,
                Health.ready(),
                Instance.FailureMode.PASS,
                new PluginMeter());
    }

    /** From the model's name to a target, and the account of the call afterwards. */
    @Benchmark
    public Object routeAndAccount() {
        ModelTable.Resolved model = models.resolve("model-" + call++ % MODELS).orElseThrow();
        long now = System.nanoTime();
        Route route = new Route(models, model, Demand.NONE, exchange, live, now + 600_000_000_000L);
        Step.Go go = (Step.Go) route.next(now);
        go.passage().content(now + 1_000);
        go.passage().end(Optional.empty(), usage, now + 2_000);
        route.answered(go.routed());
        return go;
    }

    /** An exchange of which nobody wants to know anything. */
    private static final class Nobody implements ExchangeContext {
        @Override
        public String id() {
            return "1";
        }

        @Override
        public Caller caller() {
            return Caller.builder("bench").build();
        }

        @Override
        public String model() {
            return "model";
        }

        @Override
        public String operation() {
            return "chat";
        }

        @Override
        public boolean stream() {
            return false;
        }

        @Override
        public long requestBytes() {
            return 400;
        }

        @Override
        public OptionalLong maxOutputTokens() {
            return OptionalLong.empty();
        }

        @Override
        public CallOptions options() {
            return CallOptions.NONE;
        }

        @Override
        public <Q> Optional<Q> request(Class<Q> type) {
            return Optional.empty();
        }

        @Override
        public void decide(Decision decision) {}
    }
}
