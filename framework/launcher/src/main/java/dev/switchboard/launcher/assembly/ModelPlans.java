package dev.switchboard.launcher.assembly;

import dev.switchboard.config.schema.ModelConfig;
import dev.switchboard.config.schema.RoutingConfig;
import dev.switchboard.config.schema.TargetConfig;
import dev.switchboard.pipeline.live.Circuit;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.live.TargetLimits;
import dev.switchboard.pipeline.route.AffinityMode;
import dev.switchboard.pipeline.route.Fallbacks;
import dev.switchboard.pipeline.route.HealthCheck;
import dev.switchboard.pipeline.route.MirrorRule;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.RoutingRules;
import dev.switchboard.pipeline.route.Traits;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.routing.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What the configuration says about routing, in the kernel's terms. */
final class ModelPlans {
    private static final int MILLION = 6;

    private ModelPlans() {}

    static Model.Plan plan(String name, ModelConfig model, RoutingConfig routing, LiveState live) {
        RoutingConfig.Retries retries = model.retries().orElse(routing.retries());
        List<String> general = model.fallbacks().isEmpty() ? routing.fallbacks() : model.fallbacks();
        return new Model.Plan(
                rules(retries, routing.coolDown()),
                new Fallbacks(
                        general.stream().filter(other -> !other.equals(name)).toList(),
                        model.contextWindowFallbacks(),
                        model.contentPolicyFallbacks(),
                        routing.maxFallbacks()),
                live.budget(name, retries.budget()),
                model.hedgeAfter(),
                AffinityMode.valueOf(model.affinity().name()),
                model.mirror().map(mirror -> new MirrorRule(mirror.model(), mirror.share())),
                model.accessGroups());
    }

    private static RoutingRules rules(RoutingConfig.Retries retries, RoutingConfig.CoolDown coolDown) {
        return new RoutingRules(
                retries.maxAttempts(),
                byKind(retries.byError()),
                new RoutingRules.BackOff(retries.firstWait(), retries.longestWait()),
                retries.budget(),
                coolDown.enabled()
                        ? new Circuit.Rules(
                                coolDown.failures(),
                                byKind(coolDown.byError()),
                                coolDown.window(),
                                coolDown.first(),
                                coolDown.throttled(),
                                coolDown.most())
                        : Circuit.Rules.NEVER);
    }

    private static Map<ErrorKind, Integer> byKind(Map<String, Integer> byError) {
        Map<ErrorKind, Integer> byKind = new EnumMap<>(ErrorKind.class);
        byError.forEach((kind, number) ->
                byKind.put(ErrorKind.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_')), number));
        return byKind;
    }

    static Traits traits(TargetConfig target) {
        TargetConfig.Limits limits = target.limits();
        return new Traits(
                target.order(),
                target.tags(),
                target.region(),
                optional(target.contextWindow()),
                new TargetLimits(optional(limits.rpm()), optional(limits.tpm()), optional(limits.parallel())),
                price(target),
                target.userAgents().stream().map(Pattern::compile).toList(),
                target.continues());
    }

    static Optional<HealthCheck> check(TargetConfig target, RoutingConfig.HealthChecks checks) {
        return target.healthCheck()
                .interval()
                .or(checks::interval)
                .filter(_ -> target.healthCheck().enabled())
                .flatMap(interval -> question(target, checks).map(question -> question.every(interval)));
    }

    /** What a target is asked where it is asked once. A pattern's targets have no model to ask, unless one is named. */
    static Optional<HealthCheck> question(TargetConfig target, RoutingConfig.HealthChecks checks) {
        TargetConfig.HealthCheck own = target.healthCheck();
        return own.model().isEmpty() && target.model().indexOf('*') >= 0
                ? Optional.empty()
                : Optional.of(new HealthCheck(
                        Duration.ZERO,
                        checks.timeout(),
                        own.model(),
                        HealthCheck.Operation.valueOf(own.operation().name())));
    }

    private static OptionalLong optional(Optional<Integer> value) {
        return value.stream().mapToLong(Integer::longValue).findFirst();
    }

    private static Optional<Price> price(TargetConfig target) {
        return target.inputPrice().isEmpty() && target.outputPrice().isEmpty()
                ? Optional.empty()
                : Optional.of(new Price(millionths(target.inputPrice()), millionths(target.outputPrice())));
    }

    private static long millionths(Optional<BigDecimal> dollars) {
        return dollars.map(price -> price.movePointRight(MILLION).setScale(0, RoundingMode.HALF_UP))
                .orElse(BigDecimal.ZERO)
                .longValueExact();
    }
}
