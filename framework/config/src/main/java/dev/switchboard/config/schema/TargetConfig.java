package dev.switchboard.config.schema;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Key;
import dev.switchboard.spi.config.Secret;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One upstream model that a public model may go to. */
@Description("An upstream model.")
public record TargetConfig(
        @Description("A name under `providers`.") String provider,

        @Description("The upstream's name of the model. Each `*` stands for what the pattern's `*` caught, in order.")
        String model,

        @Description("Share of the traffic in proportion to the other targets, 0 to 1000000000; 0 takes none.")
        @Default("1")
        double weight,

        @Description("Parameters of the request that are set where the caller sent none.")
        Map<String, ConfigValue> defaults,

        @Description("Parameters of the request that are set, whatever the caller sent.") @Key("set")
        Map<String, ConfigValue> overrides,

        @Description("Parameters of the request that are removed.")
        List<String> remove,

        @Description("Headers that are sent upstream.") @Secret
        Map<String, String> headers,

        @Description("How long to wait for this upstream.") Timeouts timeouts,

        @Description(
                "Targets with a lower number go first; those with a higher one take calls only while no lower one can,"
                        + " -1000 to 1000.")
        @Default("0")
        int order,

        @Description(
                "Labels. A call with tags goes to targets that have one of them; other calls to targets without tags or"
                        + " with the tag `default`.")
        List<String> tags,

        @Description(
                "Regular expressions. A call whose tags choose no target goes to those one of whose patterns is found in its"
                        + " header `user-agent`: `^claude-cli/`.")
        List<String> userAgents,

        @Description("Where it stands, such as `eu`. A caller may be kept to one region.")
        Optional<String> region,

        @Description("The most tokens of a request. A longer one goes to another target or to a fallback for it.")
        Optional<Integer> contextWindow,

        @Description("What may be sent to this upstream.") Limits limits,

        @Description(
                "What it costs, for strategies and accounts alike: `input` and `output` in dollars for a million tokens, 0 to"
                        + " 1000000, and what else accounts know (see costs); or the members of LiteLLM's cost map, such as"
                        + " `input_cost_per_token`.")
        Map<String, ConfigValue> price,

        @Description(
                "The name by which the gateway remembers how the upstream is, `PROVIDER/MODEL` unless set. Targets with"
                        + " the same name share limits, counters and cool-down.")
        Optional<String> id,

        @Description(
                "Whether this upstream goes on where a streamed answer of another target broke off: it must take up an"
                        + " assistant's message at the end of a request where it stands. Only text is gone on with.")
        @Default("false")
        boolean continues,

        @Description(
                "How this upstream is asked without a caller, where `routing.health-checks` or its own interval says so.")
        HealthCheck healthCheck,

        @Description("Facts about the model for plugins, such as `base_model`; what they may be, the plugin says.")
        Map<String, ConfigValue> info) {

    public TargetConfig {
        if (weight < 0 || weight > 1e9) {
            throw new IllegalArgumentException("weight: " + weight + " (expected: 0 to 1000000000)");
        }
        Check.range("order", order, -1000, 1000);
        userAgents.forEach(TargetConfig::requirePattern);
        contextWindow.ifPresent(tokens -> Check.range("context-window", tokens, 1, Integer.MAX_VALUE));
        TargetPrice.check(price, info);
    }

    /** Dollars for a million tokens of input; empty if the price does not say. */
    public Optional<BigDecimal> inputPrice() {
        return TargetPrice.perMillion(price, "input");
    }

    /** Dollars for a million tokens of output; empty if the price does not say. */
    public Optional<BigDecimal> outputPrice() {
        return TargetPrice.perMillion(price, "output");
    }

    private static void requirePattern(String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "user-agents: " + pattern + " (expected: a regular expression; " + e.getDescription() + ")");
        }
    }

    /** Prints neither headers nor parameters, which may hold secrets. */
    @Override
    public String toString() {
        return "TargetConfig[provider=" + provider + ", model=" + model + ", weight=" + weight + "]";
    }

    /** The name by which the upstream's state is kept. */
    public String stateId() {
        return id.orElse(provider + "/" + model);
    }

    /** What may be sent to an upstream. */
    @Description("What may be sent to an upstream; what does not fit goes to another target.")
    public record Limits(
            @Description("Requests within any minute.") Optional<Integer> rpm,

            @Description("Tokens within any minute, in and out; requests under way are estimated.")
            Optional<Integer> tpm,

            @Description("Requests at the same time.") Optional<Integer> parallel) {

        public Limits {
            rpm.ifPresent(limit -> Check.range("rpm", limit, 1, Integer.MAX_VALUE));
            tpm.ifPresent(limit -> Check.range("tpm", limit, 1, Integer.MAX_VALUE));
            parallel.ifPresent(limit -> Check.range("parallel", limit, 1, Integer.MAX_VALUE));
        }
    }

    /** How an upstream is asked without a caller. */
    @Description(
            "How an upstream is asked without a caller: for a word, at the price of a word. It is not asked as long as it"
                    + " answers callers.")
    public record HealthCheck(
            @Description("`false` never asks this one.") @Default("true")
            boolean enabled,

            @Description("How long after the last check or answer; `routing.health-checks.interval` unless set.")
            Optional<Duration> interval,

            @Description("Another model of the provider to ask, such as a cheaper one; needed where `model` has a `*`.")
            Optional<String> model,

            @Description("What to ask for: `chat` or `embedding`.") @Default("chat")
            Operation operation) {

        /** What can be asked for. */
        public enum Operation {
            /** A few words. */
            CHAT,
            /** A vector. */
            EMBEDDING
        }

        public HealthCheck {
            interval.ifPresent(time -> Check.positive("interval", time));
        }
    }

    /** How long to wait for an upstream. */
    @Description("How long to wait for an upstream.")
    public record Timeouts(
            @Description("To connect.") @Default("5s") Duration connect,

            @Description(
                    "For the first byte of the reply. A reply that is not streamed comes only when it is complete.")
            @Default("5m")
            Duration firstByte,

            @Description("Between two bytes of a reply.") @Default("5m")
            Duration idle,

            @Description("For the whole reply.") @Default("10m")
            Duration total) {

        public Timeouts {
            Check.positive("connect", connect);
            Check.positive("first-byte", firstByte);
            Check.positive("idle", idle);
            Check.positive("total", total);
        }
    }
}
