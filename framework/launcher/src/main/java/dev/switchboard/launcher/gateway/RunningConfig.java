package dev.switchboard.launcher.gateway;

import dev.switchboard.launcher.assembly.AssemblyException;
import dev.switchboard.launcher.assembly.PartTrial;
import dev.switchboard.pipeline.HealthChecks;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.pipeline.world.World;
import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.Origin;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.runtime.ConfigPart;
import dev.switchboard.spi.runtime.RuntimeConfig;
import dev.switchboard.spi.runtime.ServedTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What instances see of the configuration, and what they do to it. */
final class RunningConfig implements RuntimeConfig {
    private final World world;
    private final Supplier<Deployment> deployment;
    private final Supplier<HealthChecks> checks;

    RunningConfig(World world, Supplier<Deployment> deployment, Supplier<HealthChecks> checks) {
        this.world = world;
        this.deployment = deployment;
        this.checks = checks;
    }

    @Override
    public List<Notice> check(ConfigPart part) {
        try {
            return deployment
                    .get()
                    .rehearse(part, rehearsed -> rehearsed.parts().notices().getOrDefault(part.id(), List.of()));
        } catch (AssemblyException e) {
            return e.problems().stream()
                    .map(problem -> new Notice(Kind.INVALID, "", Origin.of("the gateway"), problem))
                    .toList();
        }
    }

    @Override
    public Optional<GatewayError> tryOut(ConfigPart part) {
        Deployment running = deployment.get();
        PartTrial trial = new PartTrial(running.offers(), checks.get());
        try {
            return running.rehearse(part, rehearsed -> trial.ask(rehearsed, part.id()));
        } catch (AssemblyException e) {
            return Optional.of(GatewayError.of(ErrorKind.INTERNAL, String.join("; ", e.problems())));
        }
    }

    @Override
    public void changed() {
        try {
            deployment.get().partsChanged();
        } catch (AssemblyException e) {
            throw GatewayException.of(
                    ErrorKind.INTERNAL, "the change is not in force: " + String.join("; ", e.problems()));
        }
    }

    @Override
    public Map<String, List<Notice>> leftOut() {
        return deployment.get().leftOut();
    }

    @Override
    public List<ServedTarget> targets() {
        List<ServedTarget> targets = new ArrayList<>();
        for (Model model : world.peek().parts().models().all()) {
            for (RoutedTarget target : model.targets()) {
                Instance<?> provider = target.provider();
                targets.add(new ServedTarget(
                        model.name(),
                        target.state().id(),
                        provider.type(),
                        target.target(),
                        target.traits().contextWindow()));
            }
        }
        return targets;
    }
}
