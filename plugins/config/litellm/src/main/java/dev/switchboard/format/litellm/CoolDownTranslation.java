package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Numeric;
import dev.switchboard.spi.config.Origin;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code allowed_fails}, its policy, {@code cooldown_time} and {@code disable_cooldowns}. */
final class CoolDownTranslation {
    private static final String SUFFIX = "ErrorAllowedFails";

    private final RouterTranslation router;
    private final Notices notices;

    CoolDownTranslation(RouterTranslation router, Notices notices) {
        this.router = router;
        this.notices = notices;
    }

    Mapping coolDown(Origin origin) {
        ConfigValue.Builder coolDown = Mapping.builder(origin);
        router.setting("allowed_fails")
                .flatMap(CoolDownTranslation::oneMore)
                .ifPresent(failures -> coolDown.put("failures", failures));
        router.setting("allowed_fails_policy").ifPresent(policy -> coolDown.put("by-error", byError(policy)));
        router.setting("cooldown_time").flatMap(Values::seconds).ifPresent(time -> {
            coolDown.put("first", Values.duration(time, origin));
            coolDown.put("throttled", Values.duration(time, origin));
            Duration most = time.compareTo(Duration.ofMinutes(1)) > 0 ? time : Duration.ofMinutes(1);
            coolDown.put("most", Values.duration(most, origin));
        });
        if (router.isOn("disable_cooldowns")) {
            coolDown.put("enabled", new ConfigValue.Bool(false, origin));
        }
        return coolDown.build();
    }

    /** Of two names for one kind the stricter holds. */
    private Mapping byError(ConfigValue policy) {
        Map<String, Numeric> byError = new LinkedHashMap<>();
        List<Entry> entries = policy instanceof Mapping mapping ? mapping.entries() : List.of();
        for (Entry entry : entries) {
            Optional<String> kind = FailureNames.kind(entry.key(), SUFFIX);
            Optional<Numeric> failures = oneMore(entry.value());
            if (kind.isPresent() && failures.isPresent()) {
                byError.merge(kind.get(), failures.get(), CoolDownTranslation::less);
            } else {
                notices.add(
                        Kind.UNSUPPORTED,
                        "router_settings.allowed_fails_policy." + entry.key(),
                        entry.origin(),
                        kind.isEmpty()
                                ? "such a failure is the request's own and never a reason to leave a target alone"
                                : "not a whole number from 0 to 99999; has no effect");
            }
        }
        ConfigValue.Builder mapping = Mapping.builder(policy.origin());
        byError.forEach(mapping::put);
        return mapping.build();
    }

    private static Numeric less(Numeric one, Numeric other) {
        return Integer.parseInt(one.literal()) <= Integer.parseInt(other.literal()) ? one : other;
    }

    /** So many are allowed: one more is too many. */
    private static Optional<Numeric> oneMore(ConfigValue allowed) {
        return Values.text(allowed)
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(text -> new Numeric(Integer.toString(Integer.parseInt(text) + 1), allowed.origin()));
    }
}
