package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a deployment decides whether it may take a call. */
final class TraitTranslation {
    /** Keys of {@code model_info} that are carried over. */
    static final Set<String> INFO = Stream.concat(
                    Stream.of("id", "max_input_tokens", "access_groups"), HealthTranslation.INFO.stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> PARAMS = Set.of("order", "max_parallel_requests", "region_name", "silent_model");

    private final RouterTranslation router;

    TraitTranslation(RouterTranslation router) {
        this.router = router;
    }

    /** Keys of {@code litellm_params} that are carried over. */
    Set<String> translated() {
        Set<String> translated = new HashSet<>(PARAMS);
        if (router.enforcesRates()) {
            translated.addAll(Set.of("rpm", "tpm"));
        }
        if (router.isOn("enable_tag_filtering")) {
            translated.addAll(Set.of("tags", "tag_regex"));
        }
        return translated;
    }

    void addTo(ConfigValue.Builder target, Deployment deployment) {
        copyText(deployment.info().get("id"), "id", target);
        copyText(deployment.params().get("region_name"), "region", target);
        copyNumber(deployment.params().get("order"), "order", target);
        copyNumber(deployment.info().get("max_input_tokens"), "context-window", target);
        if (router.isOn("enable_tag_filtering")) {
            deployment
                    .params()
                    .get("tags")
                    .ifPresent(tags -> target.put("tags", new Sequence(Values.items(tags), tags.origin())));
            deployment.params().get("tag_regex").ifPresent(patterns -> target.put("user-agents", userAgents(patterns)));
        }
        target.put("limits", limits(deployment));
        target.put("health-check", HealthTranslation.ofTarget(deployment));
    }

    /** LiteLLM matches the whole line of the header. */
    private static Sequence userAgents(ConfigValue patterns) {
        List<ConfigValue> own = Values.items(patterns).stream()
                .<ConfigValue>map(pattern -> new ConfigValue.Text(
                        Values.text(pattern).orElse("").replaceFirst("^\\^?[Uu]ser-[Aa]gent: ?", "^"),
                        pattern.origin()))
                .toList();
        return new Sequence(own, patterns.origin());
    }

    private Mapping limits(Deployment deployment) {
        ConfigValue.Builder limits = Mapping.builder(deployment.origin());
        if (router.enforcesRates()) {
            copyNumber(deployment.anywhere("rpm"), "rpm", limits);
            copyNumber(deployment.anywhere("tpm"), "tpm", limits);
        }
        copyNumber(
                deployment
                        .params()
                        .get("max_parallel_requests")
                        .or(() -> router.setting("default_max_parallel_requests")),
                "parallel",
                limits);
        return limits.build();
    }

    private static void copyNumber(Optional<ConfigValue> value, String key, ConfigValue.Builder to) {
        value.filter(number -> Values.text(number)
                        .filter(t -> t.matches("-?[0-9]{1,9}"))
                        .isPresent())
                .ifPresent(number -> to.put(key, number));
    }

    private static void copyText(Optional<ConfigValue> value, String key, ConfigValue.Builder to) {
        value.flatMap(Values::text)
                .ifPresent(text ->
                        to.put(key, new ConfigValue.Text(text, value.get().origin())));
    }
}
