package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Numeric;
import java.time.Duration;
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
            "routing_strategy",
            "allowed_fails",
            "cooldown_time",
            "disable_cooldowns",
            "enable_pre_call_checks",
            "enable_tag_filtering",
            "fallbacks",
            "context_window_fallbacks",
            "content_policy_fallbacks",
            "default_fallbacks",
            "default_max_parallel_requests");

    private static final Map<String, String> STRATEGIES = Map.of(
            "simple-shuffle", "weighted",
            "least-busy", "least-busy",
            "usage-based-routing", "usage",
            "usage-based-routing-v2", "usage",
            "latency-based-routing", "latency",
            "cost-based-routing", "cost");

    private static final Map<String, String> FAILURES = Map.of(
            "TimeoutErrorRetries", "upstream-timeout",
            "RateLimitErrorRetries", "rate-limit",
            "InternalServerErrorRetries", "upstream",
            "ServiceUnavailableErrorRetries", "overloaded");

    private final Mapping router;
    private final Mapping library;
    private final Notices notices;

    RouterTranslation(Mapping router, Mapping library, Notices notices) {
        this.router = router;
        this.library = library;
        this.notices = notices;
    }

    /** A value that may stand in {@code router_settings} or, weaker, in {@code litellm_settings}. */
    Optional<ConfigValue> setting(String key) {
        return router.get(key).or(() -> library.get(key));
    }

    boolean isOn(String key) {
        return setting(key).flatMap(Values::text).filter("true"::equals).isPresent();
    }

    /** Whether rates of deployments are limits; with LiteLLM's default strategy they are shares. */
    boolean enforcesRates() {
        boolean checked = setting("optional_pre_call_checks")
                .map(Values::items)
                .filter(list -> list.stream()
                        .anyMatch(item -> Values.text(item)
                                .filter("enforce_model_rate_limits"::equals)
                                .isPresent()))
                .isPresent();
        String strategy = strategy().orElse("weighted");
        return checked || Set.of("usage", "latency", "cost").contains(strategy);
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
        ConfigValue.Builder retries = Mapping.builder(router.origin());
        setting("num_retries").ifPresent(number -> retries.put("max-attempts", attempts(number)));
        setting("retry_after")
                .flatMap(Values::seconds)
                .ifPresent(wait -> retries.put("first-wait", Values.duration(wait, router.origin())));
        setting("retry_policy").ifPresent(policy -> retries.put("by-error", byError(policy)));
        routing.put("retries", retries.build());
        routing.put("cool-down", coolDown());
        return routing;
    }

    private Numeric attempts(ConfigValue retries) {
        Optional<Integer> number =
                Values.text(retries).filter(t -> t.matches("[0-9]{1,2}")).map(Integer::valueOf);
        int attempts = Math.min(10, number.orElse(1) + 1);
        if (number.isEmpty() || number.get() > 9) {
            notices.add(
                    Kind.CHANGED,
                    "num_retries",
                    retries.origin(),
                    "not a whole number from 0 to 9; " + (attempts - 1) + " is used");
        }
        return new Numeric(Integer.toString(attempts), retries.origin());
    }

    private Mapping byError(ConfigValue policy) {
        ConfigValue.Builder byError = Mapping.builder(policy.origin());
        if (policy instanceof Mapping mapping) {
            for (Entry entry : mapping.entries()) {
                String kind = FAILURES.get(entry.key());
                if (kind != null && isSmall(entry.value())) {
                    byError.put(kind, entry.value());
                } else {
                    notices.add(
                            Kind.UNSUPPORTED,
                            "router_settings.retry_policy." + entry.key(),
                            entry.origin(),
                            kind == null
                                    ? "what cannot heal is never tried again"
                                    : "not a whole number from 0 to 9; has no effect");
                }
            }
        }
        return byError.build();
    }

    private static boolean isSmall(ConfigValue number) {
        return Values.text(number).filter(t -> t.matches("[0-9]")).isPresent();
    }

    private Mapping coolDown() {
        ConfigValue.Builder coolDown = Mapping.builder(router.origin());
        setting("allowed_fails")
                .flatMap(Values::text)
                .filter(text -> text.matches("[0-9]{1,5}"))
                .ifPresent(text -> coolDown.put(
                        "failures",
                        new Numeric(
                                Integer.toString(Integer.parseInt(text) + 1),
                                setting("allowed_fails").orElseThrow().origin())));
        setting("cooldown_time").flatMap(Values::seconds).ifPresent(time -> {
            coolDown.put("first", Values.duration(time, router.origin()));
            coolDown.put("throttled", Values.duration(time, router.origin()));
            Duration most = time.compareTo(Duration.ofMinutes(1)) > 0 ? time : Duration.ofMinutes(1);
            coolDown.put("most", Values.duration(most, router.origin()));
        });
        if (isOn("disable_cooldowns")) {
            coolDown.put("enabled", new ConfigValue.Bool(false, router.origin()));
        }
        return coolDown.build();
    }
}
