package dev.switchboard.pipeline;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.Instance.FailureMode;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.spi.Component;
import dev.switchboard.spi.Health;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;

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
        return new Instance<>("part", name, "testing", "testing 1.0.0", revision, component, Health.ready(), onFailure);
    }

    /** A target at a provider that can do nothing. */
    public static RoutedTarget target(String provider, String model) {
        Provider idle = () -> Abilities.builder().build();
        return new RoutedTarget(instance(provider, idle, FailureMode.BLOCK), RoutedTarget.Spec.of(model));
    }
}
