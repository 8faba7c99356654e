package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Bool;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Text;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** {@code background_health_checks} and what {@code model_info} says about them. */
final class HealthTranslation {
    /** Keys of {@code general_settings} that are carried over. */
    static final Set<String> GENERAL = Set.of("background_health_checks", "health_check_interval");

    /** Keys of {@code model_info} that are carried over. */
    static final Set<String> INFO = Set.of("health_check_model", "disable_background_health_check", "mode");

    private static final Duration USUAL = Duration.ofSeconds(300);

    private HealthTranslation() {}

    /** When upstreams are asked without a caller; nothing if they are not. */
    static Mapping checks(Mapping general, Notices notices) {
        ConfigValue.Builder checks = Mapping.builder(general.origin());
        Optional<ConfigValue> written = general.get("health_check_interval");
        Optional<Duration> interval = written.flatMap(Values::seconds);
        if (written.isPresent() && interval.isEmpty()) {
            notices.add(
                    Kind.CHANGED,
                    "general_settings.health_check_interval",
                    written.get().origin(),
                    "not a number of seconds; " + USUAL.toSeconds() + " is used");
        }
        if (general.get("background_health_checks").filter(Values::isTrue).isPresent()) {
            checks.put("interval", Values.duration(interval.orElse(USUAL), general.origin()));
        }
        return checks.build();
    }

    /** How one target is asked. What is neither chat nor embedding is not. */
    static Mapping ofTarget(Deployment deployment) {
        Mapping info = deployment.info();
        ConfigValue.Builder check = Mapping.builder(deployment.origin());
        String mode = Values.text(info, "mode").orElse("chat");
        boolean asked = Set.of("chat", "completion", "responses", "embedding").contains(mode)
                && info.get("disable_background_health_check")
                        .filter(Values::isTrue)
                        .isEmpty();
        if (!asked) {
            check.put("enabled", new Bool(false, info.origin()));
        }
        if (mode.equals("embedding")) {
            check.put("operation", new Text("embedding", info.origin()));
        }
        info.get("health_check_model")
                .flatMap(model -> Values.text(model).map(name -> new Text(upstreamName(name), model.origin())))
                .ifPresent(model -> check.put("model", model));
        return check.build();
    }

    /** LiteLLM writes the provider before it. */
    private static String upstreamName(String name) {
        return name.substring(name.indexOf('/') + 1);
    }
}
