package dev.switchboard.launcher.assembly;

import dev.switchboard.config.Configuration;
import dev.switchboard.config.schema.GatewayConfig;
import dev.switchboard.config.schema.TargetConfig;
import dev.switchboard.pipeline.HealthChecks;
import dev.switchboard.pipeline.route.HealthCheck;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Asks the targets of one part in a world that will never be published. */
public final class PartTrial {
    private final Offers offers;
    private final HealthChecks checks;

    /** @param offers of the plugins that the world is made of */
    public PartTrial(Offers offers, HealthChecks checks) {
        this.offers = offers;
        this.checks = checks;
    }

    private record Question(RoutedTarget target, HealthCheck check) {}

    /** Asks one after the other. Returns why the first one that failed did. Blocks. */
    public Optional<GatewayError> ask(Assembler.Assembled world, String part) {
        List<Notice> faults = world.parts().leftOut().getOrDefault(part, List.of());
        if (!faults.isEmpty()) {
            Notice first = faults.getFirst();
            return Optional.of(GatewayError.of(ErrorKind.INVALID_REQUEST, first.path() + ": " + first.message()));
        }
        List<String> own = world.parts().providers().getOrDefault(part, List.of());
        List<Question> questions = questions(world, own);
        if (questions.isEmpty()) {
            return Optional.of(GatewayError.of(
                    ErrorKind.INVALID_REQUEST,
                    "there is no target of one model to ask (expected: a model without a *, or health_check_model)"));
        }
        ProviderSecrets secrets = ProviderSecrets.of(world.parts().configuration(), offers, own);
        return questions.stream()
                .map(question -> checks.ask(question.target(), question.check()))
                .flatMap(Optional::stream)
                .map(secrets::mask)
                .findFirst();
    }

    private static List<Question> questions(Assembler.Assembled world, List<String> providers) {
        Configuration configuration = world.parts().configuration();
        GatewayConfig config = configuration.gateway();
        List<Question> questions = new ArrayList<>();
        for (Model model : world.snapshot().parts().models().all()) {
            List<TargetConfig> written = Objects.requireNonNull(config.models().get(model.name()), model.name())
                    .targets();
            for (int i = 0; i < written.size(); i++) {
                if (providers.contains(written.get(i).provider())) {
                    RoutedTarget target = model.targets().get(i);
                    ModelPlans.question(written.get(i), config.routing().healthChecks())
                            .ifPresent(check -> questions.add(new Question(target, check)));
                }
            }
        }
        return questions;
    }
}
