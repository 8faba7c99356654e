package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Numeric;
import dev.switchboard.spi.config.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code num_retries}, {@code retry_after}, {@code retry_policy} and the policies of groups. */
final class RetryTranslation {
    private static final int USUAL = 2;
    private static final int MOST = 9;
    private static final String SUFFIX = "ErrorRetries";
    private static final List<String> KINDS =
            List.of("rate-limit", "quota", "overloaded", "upstream", "upstream-timeout", "request-timeout");

    private final RouterTranslation router;
    private final Notices notices;
    private final Optional<Integer> asked;

    RetryTranslation(RouterTranslation router, Notices notices) {
        this.router = router;
        this.notices = notices;
        this.asked = router.setting("num_retries").map(this::retries);
    }

    /** What holds for all groups. */
    Mapping usual(Origin origin) {
        return retries(origin, router.setting("retry_policy"), "router_settings.retry_policy");
    }

    /** What holds for one group, if it has a policy of its own. */
    Optional<Mapping> of(String group) {
        Optional<ConfigValue> policies = router.setting("model_group_retry_policy");
        return policies.filter(Mapping.class::isInstance)
                .flatMap(all -> ((Mapping) all).get(group))
                .map(own ->
                        retries(own.origin(), Optional.of(own), "router_settings.model_group_retry_policy." + group));
    }

    private Mapping retries(Origin origin, Optional<ConfigValue> policy, String path) {
        ConfigValue.Builder retries = Mapping.builder(origin);
        Map<String, Integer> named =
                policy.map(written -> byKind(written, path)).orElse(Map.of());
        int usual = named.getOrDefault("", asked.orElse(USUAL));
        int most = named.values().stream().mapToInt(Integer::intValue).reduce(usual, Math::max);
        if (asked.isPresent() || !named.isEmpty()) {
            retries.put("max-attempts", number(most + 1, origin));
        }
        router.setting("retry_after")
                .flatMap(Values::seconds)
                .ifPresent(wait -> retries.put("first-wait", Values.duration(wait, origin)));
        ConfigValue.Builder byError = Mapping.builder(origin);
        for (String kind : KINDS) {
            Integer own = named.get(kind);
            if (own != null || usual < most) {
                byError.put(kind, number(own == null ? usual : own, origin));
            }
        }
        return retries.put("by-error", byError.build()).build();
    }

    /** Retries by our kinds; those of {@code DefaultRetries} under the empty name. */
    private Map<String, Integer> byKind(ConfigValue policy, String path) {
        Map<String, Integer> byKind = new LinkedHashMap<>();
        List<Entry> entries = policy instanceof Mapping mapping ? mapping.entries() : List.of();
        for (Entry entry : entries) {
            Optional<String> kind =
                    entry.key().equals("DefaultRetries") ? Optional.of("") : FailureNames.kind(entry.key(), SUFFIX);
            Optional<Integer> number = small(entry.value());
            if (kind.isPresent() && number.isPresent()) {
                byKind.put(kind.get(), number.get());
            } else {
                notices.add(
                        Kind.UNSUPPORTED,
                        path + "." + entry.key(),
                        entry.origin(),
                        kind.isEmpty()
                                ? "what cannot heal is never tried again"
                                : "not a whole number from 0 to " + MOST + "; has no effect");
            }
        }
        return byKind;
    }

    private int retries(ConfigValue written) {
        Optional<Integer> number =
                Values.text(written).filter(text -> text.matches("[0-9]{1,2}")).map(Integer::valueOf);
        int retries = Math.min(MOST, number.orElse(1));
        if (number.isEmpty() || number.get() > MOST) {
            notices.add(
                    Kind.CHANGED,
                    "num_retries",
                    written.origin(),
                    "not a whole number from 0 to " + MOST + "; " + retries + " is used");
        }
        return retries;
    }

    private static Optional<Integer> small(ConfigValue number) {
        return Values.text(number).filter(text -> text.matches("[0-9]")).map(Integer::valueOf);
    }

    private static Numeric number(int value, Origin origin) {
        return new Numeric(Integer.toString(value), origin);
    }
}
