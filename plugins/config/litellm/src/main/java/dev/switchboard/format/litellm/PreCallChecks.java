package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Text;
import java.util.List;
import java.util.Optional;

/** {@code optional_pre_call_checks}: most of them are kinds of affinity. */
final class PreCallChecks {
    private static final String ENFORCE_RATES = "enforce_model_rate_limits";

    private final List<ConfigValue> checks;

    PreCallChecks(Optional<ConfigValue> written) {
        this.checks = written.map(Values::items).orElse(List.of());
    }

    boolean enforcesRates() {
        return has(ENFORCE_RATES);
    }

    private boolean has(String name) {
        return checks.stream().anyMatch(check -> Values.is(check, name));
    }

    /** The affinity of all models; empty for the usual one, by the session that a caller names. */
    Optional<Text> affinity() {
        boolean prompts = has("prompt_caching");
        boolean conversations = has("encrypted_content_affinity")
                || has("responses_api_deployment_check")
                || has("deployment_affinity");
        return prompts || conversations
                ? Optional.of(new Text(
                        prompts ? "prompt-cache" : "conversation",
                        checks.getFirst().origin()))
                : Optional.empty();
    }

    /** Names what works in another way, or not at all. */
    void report(Notices notices) {
        for (ConfigValue check : checks) {
            String name = Values.text(check).orElse("");
            switch (name) {
                case ENFORCE_RATES,
                        "prompt_caching",
                        "encrypted_content_affinity",
                        "responses_api_deployment_check",
                        "session_affinity" -> {}
                case "deployment_affinity" ->
                    note(
                            notices,
                            Kind.CHANGED,
                            check,
                            "calls of one conversation, not of one key, keep to their target");
                case "router_budget_limiting" ->
                    note(notices, Kind.RISK, check, "no budget of a provider or deployment is enforced");
                default -> note(notices, Kind.UNSUPPORTED, check, "the check '" + name + "' has no effect");
            }
        }
    }

    private static void note(Notices notices, Kind kind, ConfigValue check, String message) {
        notices.add(kind, "router_settings.optional_pre_call_checks", check.origin(), message);
    }
}
