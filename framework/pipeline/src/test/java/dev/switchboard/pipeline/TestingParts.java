package dev.switchboard.pipeline;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.Instance.FailureMode;
import dev.switchboard.pipeline.instance.PluginMeter;
import dev.switchboard.pipeline.live.Circuit;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.live.Passage;
import dev.switchboard.pipeline.live.TargetLimits;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.pipeline.route.Traits;
import dev.switchboard.spi.Component;
import dev.switchboard.spi.Health;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import java.util.Objects;
import java.util.SplittableRandom;

/** Parts of a world for tests that need only a few. */
public final class TestingParts {
    private TestingParts() {}

    /** A component as the configuration would have made it. */
    public static <T extends Component> Instance<T> instance(String name, T component, FailureMode onFailure) {
        return instance(name, "1", component, onFailure);
    }

    /** A component with that revision. */
    public static <T extends Component> Instance<T> instance(
            String name, String revision, T component, FailureMode onFailure) {
        return new Instance<>(
                "part",
                name,
                "testing",
                "testing 1.0.0",
                revision,
                component,
                Health.ready(),
                onFailure,
                new PluginMeter());
    }

    /** A target at a provider that can do nothing. */
    public static RoutedTarget target(String provider, String model) {
        return target(provider, model, Traits.NONE, new LiveState(System::nanoTime, new SplittableRandom(1)));
    }

    /** A target at a provider that can do nothing, whose state is kept there. */
    public static RoutedTarget target(String provider, String model, Traits traits, LiveState live) {
        Provider idle = () -> Abilities.builder().build();
        RoutedTarget.Spec bare = RoutedTarget.Spec.of(model);
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
        return new RoutedTarget(instance(provider, idle, FailureMode.BLOCK), spec, provider + "/" + model, live);
    }

    /** A place at a target without limits. */
    public static Passage enter(RoutedTarget target) {
        return Objects.requireNonNull(
                target.state().tryEnter(TargetLimits.NONE, 0, true, Circuit.Rules.DEFAULT, System.nanoTime()));
    }
}
