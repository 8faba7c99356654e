package dev.switchboard.config.schema;

import dev.switchboard.config.binding.Remaining;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a target is chosen.
 *
 * @param options the strategy's own keys
 */
@Description("How one of several targets is chosen, and what happens when it fails.")
public record RoutingConfig(
        @Description("A strategy that an installed plugin offers.") @Default(RoutingConfig.DEFAULT_STRATEGY)
        String strategy,

        @Description("What happens when a target fails before its first content.")
        Retries retries,

        @Description("When a failing target is left alone.") CoolDown coolDown,

        @Description("Asks upstreams without a caller how they are; never, unless set.")
        HealthChecks healthChecks,

        @Description("Models to go to when all targets of a model fail or are away, for models that name none.")
        List<String> fallbacks,

        @Description("So many models one call may go on to, one after the other, 0 to 50.") @Default("5")
        int maxFallbacks,

        @Description(
                "Requests that may be on their way to upstreams at the same time, 1 to 1000000, `server.limits.max-requests`"
                        + " unless set. A further one is answered 429 at once; calls of priority `normal` have nine in ten places,"
                        + " `low` seven.")
        Optional<Integer> maxParallel,

        @Description("The keys of that strategy.") @Remaining
        ConfigValue.Mapping options) {
    private static final List<String> KINDS =
            List.of("rate-limit", "quota", "overloaded", "upstream", "upstream-timeout", "request-timeout");

    public RoutingConfig {
        Check.range("max-fallbacks", maxFallbacks, 0, 50);
        maxParallel.ifPresent(number -> Check.range("max-parallel", number, 1, 1_000_000));
    }

    /** The strategy of a configuration that names none. */
    public static final String DEFAULT_STRATEGY = "weighted";

    /** Further attempts before the first content of a reply. */
    @Description("Further attempts before the first content of a reply, at targets of the same model.")
    public record Retries(
            @Description("Attempts in all, the first included, 1 to 10.") @Default("3")
            int maxAttempts,

            @Description(
                    "Further attempts by kind of failure, 0 to 9, where fewer than `max-attempts` allows: `rate-limit`,"
                            + " `quota`, `overloaded`, `upstream`, `upstream-timeout`, `request-timeout`.")
            Map<String, Integer> byError,

            @Description(
                    "The first wait before a target is asked again; each further one is twice as long, less up to half by"
                            + " chance. Another target is asked at once.")
            @Default("500ms")
            Duration firstWait,

            @Description("The longest wait. If an upstream asks for a longer one, it is not asked again.")
            @Default("8s")
            Duration longestWait,

            @Description(
                    "Further attempts per request, all requests for a model together, 0 to 1: what keeps a bad minute"
                            + " from becoming a flood. Quiet times put 250 aside; attempts that are answered cost nothing.")
            @Default("0.1")
            double budget) {
        public Retries {
            Check.range("max-attempts", maxAttempts, 1, 10);
            Check.positive("first-wait", firstWait);
            Check.positive("longest-wait", longestWait);
            if (budget < 0 || budget > 1) {
                throw new IllegalArgumentException("budget: " + budget + " (expected: 0 to 1)");
            }
            checkByError(byError, 0, 9);
        }
    }

    private static void checkByError(Map<String, Integer> byError, int least, int most) {
        byError.forEach((kind, number) -> {
            if (!KINDS.contains(kind)) {
                throw new IllegalArgumentException(
                        "by-error: " + kind + " (expected: one of " + String.join(", ", KINDS) + ")");
            }
            Check.range("by-error." + kind, number, least, most);
        });
    }

    /** Asks upstreams without a caller. */
    @Description(
            "Asks upstreams without a caller how they are. Each check is a short call that the provider bills; what it finds"
                    + " counts as a caller's call does.")
    public record HealthChecks(
            @Description("How long after the last check or answer of an upstream. Never, unless set.")
            Optional<Duration> interval,

            @Description("How long to wait for the reply.") @Default("1m")
            Duration timeout) {
        public HealthChecks {
            interval.ifPresent(time -> Check.positive("interval", time));
            Check.positive("timeout", timeout);
        }
    }

    /** When a failing target is left alone. */
    @Description(
            "When a failing target is left alone. When the cool-down is over, one call finds out how it is; if it fails"
                    + " again, the next cool-down is twice as long.")
    public record CoolDown(
            @Description("`false` leaves failing targets in use.") @Default("true")
            boolean enabled,

            @Description(
                    "So many failures in a row are one too many, 1 to 1000000. Where calls could go elsewhere, half of the"
                            + " calls of `window` are, too.")
            @Default("5")
            int failures,

            @Description(
                    "So many failures of one kind in a row are one too many, 1 to 1000000, in place of `failures` and"
                            + " `window`: `{ upstream-timeout: 2, rate-limit: 100 }`. The kinds are those of `retries.by-error`.")
            Map<String, Integer> byError,

            @Description("The last seconds that are looked at.") @Default("3s")
            Duration window,

            @Description("The first cool-down.") @Default("5s")
            Duration first,

            @Description("The first cool-down after a 429 that does not say how long to wait.") @Default("1s")
            Duration throttled,

            @Description("The longest cool-down, unless an upstream asks for a longer one.") @Default("1m")
            Duration most) {
        public CoolDown {
            Check.range("failures", failures, 1, 1_000_000);
            checkByError(byError, 1, 1_000_000);
            Check.positive("window", window);
            Check.positive("first", first);
            Check.positive("throttled", throttled);
            Check.positive("most", most);
        }
    }
}
