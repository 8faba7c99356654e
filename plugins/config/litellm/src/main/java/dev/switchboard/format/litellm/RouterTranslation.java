package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Numeric;
import dev.switchboard.spi.config.ConfigValue.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code router_settings}, or weaker {@code litellm_settings}, say about retries, cool-downs and strategies. */
final class RouterTranslation {
    /** Settings that are carried over from either section. */
    static final Set<String> TRANSLATED = Set.of(
            "timeout",
            "stream_timeout",
            "num_retries",
            "retry_after",
            "retry_policy",
            "model_group_retry_policy",
            "routing_strategy",
            "allowed_fails",
            "allowed_fails_policy",
            "cooldown_time",
            "disable_cooldowns",
            "enable_pre_call_checks",
            "enable_tag_filtering",
            "fallbacks",
            "context_window_fallbacks",
            "content_policy_fallbacks",
            "default_fallbacks",
            "max_fallbacks",
            "optional_pre_call_checks",
            "routing_groups",
            "default_max_parallel_requests");

    private static final int MOST_FALLBACKS = 50;
    private static final Map<String, String> STRATEGIES = Map.of(
            "simple-shuffle", "weighted",
            "least-busy", "least-busy",
            "usage-based-routing", "usage",
            "usage-based-routing-v2", "usage",
            "latency-based-routing", "latency",
            "cost-based-routing", "cost");

    private final Mapping router;
    private final Mapping library;
    private final Notices notices;
    private final PreCallChecks checks;
    private final RetryTranslation retries;

    RouterTranslation(Mapping router, Mapping library, Notices notices) {
        this.router = router;
        this.library = library;
        this.notices = notices;
        this.checks = new PreCallChecks(setting("optional_pre_call_checks"));
        this.retries = new RetryTranslation(this, notices);
    }

    /** A value that may stand in {@code router_settings} or, weaker, in {@code litellm_settings}. */
    Optional<ConfigValue> setting(String key) {
        return router.get(key).or(() -> library.get(key));
    }

    boolean isOn(String key) {
        return setting(key).filter(Values::isTrue).isPresent();
    }

    /** Whether rates of deployments are limits; with LiteLLM's default strategy they are shares. */
    boolean enforcesRates() {
        String strategy = strategy().orElse("weighted");
        return checks.enforcesRates() || Set.of("usage", "latency", "cost").contains(strategy);
    }

    private Optional<String> strategy() {
        return setting("routing_strategy")
                .flatMap(Values::text)
                .map(name -> STRATEGIES.getOrDefault(name, ""))
                .filter(name -> !name.isEmpty());
    }

    ConfigValue.Builder routing() {
        ConfigValue.Builder routing = Mapping.builder(router.origin());
        strategy().ifPresent(name -> routing.put("strategy", name));
        setting("routing_strategy")
                .filter(_ -> strategy().isEmpty())
                .ifPresent(written -> notices.add(
                        Kind.UNSUPPORTED,
                        "router_settings.routing_strategy",
                        written.origin(),
                        "'" + Values.text(written).orElse("") + "' is not known; calls are shared by weight"));
        routing.put("retries", retries.usual(router.origin()));
        routing.put("cool-down", new CoolDownTranslation(this, notices).coolDown(router.origin()));
        setting("max_fallbacks").ifPresent(most -> routing.put("max-fallbacks", fallbacks(most)));
        checks.report(notices);
        reportGroups();
        return routing;
    }

    private Numeric fallbacks(ConfigValue most) {
        Optional<Integer> number =
                Values.text(most).filter(text -> text.matches("[0-9]{1,4}")).map(Integer::valueOf);
        int used = Math.min(MOST_FALLBACKS, number.orElse(5));
        if (number.isEmpty() || number.get() > MOST_FALLBACKS) {
            notices.add(
                    Kind.CHANGED,
                    "max_fallbacks",
                    most.origin(),
                    "not a whole number from 0 to " + MOST_FALLBACKS + "; " + used + " is used");
        }
        return new Numeric(Integer.toString(used), most.origin());
    }

    /** Adds what holds for one group alone. */
    void addTo(String group, ConfigValue.Builder model) {
        retries.of(group).ifPresent(own -> model.put("retries", own));
        checks.affinity().ifPresent(affinity -> model.put("affinity", affinity));
        groupStrategy(group).ifPresent(strategy -> model.put("strategy", strategy));
    }

    /** {@code routing_groups}: a strategy for some of the groups. */
    private Optional<Text> groupStrategy(String group) {
        return setting("routing_groups").map(Values::items).orElse(List.of()).stream()
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .filter(each -> Values.items(each, "models").stream().anyMatch(model -> Values.is(model, group)))
                .flatMap(each -> Values.text(each, "routing_strategy")
                        .flatMap(name -> Optional.ofNullable(STRATEGIES.get(name)))
                        .map(name -> new Text(name, each.origin()))
                        .stream())
                .findFirst();
    }

    /** Names what of {@code routing_groups} has no counterpart. */
    private void reportGroups() {
        for (ConfigValue each : setting("routing_groups").map(Values::items).orElse(List.of())) {
            Mapping group = each instanceof Mapping mapping ? mapping : new Mapping(List.of(), each.origin());
            Optional<String> strategy = Values.text(group, "routing_strategy");
            if (strategy.filter(STRATEGIES::containsKey).isEmpty()) {
                String name = strategy.orElse("");
                notices.add(
                        Kind.UNSUPPORTED,
                        "router_settings.routing_groups.routing_strategy",
                        each.origin(),
                        "'" + name + "' is not known; the strategy of all models holds");
            }
            for (String key : List.of("routing_strategy_args", "model_priorities")) {
                group.get(key)
                        .ifPresent(value -> notices.add(
                                Kind.UNSUPPORTED,
                                "router_settings.routing_groups." + key,
                                value.origin(),
                                "not supported yet, has no effect"));
            }
        }
    }
}
