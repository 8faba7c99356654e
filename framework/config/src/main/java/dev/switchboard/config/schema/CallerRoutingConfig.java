package dev.switchboard.config.schema;

import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.dialect.CallOptions.Priority;
import dev.switchboard.spi.identity.RoutingOverrides;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the calls of one key are routed otherwise. */
@Description("How the calls of one key are routed otherwise.")
public record CallerRoutingConfig(
        @Description(
                "Names the caller may ask for, and the model that each means instead. The key must be allowed to call that model.")
        Map<String, String> aliases,

        @Description(
                "For a model's name, or `*` for every other, models to go to when it cannot answer, instead of the model's own list.")
        Map<String, List<String>> fallbacks,

        @Description("Tags that all calls get beside their own.")
        List<String> tags,

        @Description("The only region that calls may go to.")
        Optional<String> region,

        @Description(
                "How much calls matter when there is not room for all: `low`, `normal` or `high`. Calls can only ask for less.")
        Optional<Priority> priority,

        @Description("The most further attempts, 0 to 100, if that is less than the model allows.")
        Optional<Integer> retries,

        @Description("The longest a call may take, if that is less than the server allows.")
        Optional<Duration> timeout) {

    public CallerRoutingConfig {
        retries.ifPresent(number -> Check.range("retries", number, 0, 100));
        timeout.ifPresent(time -> Check.positive("timeout", time));
    }

    /** As callers carry it. */
    public RoutingOverrides overrides() {
        RoutingOverrides.Builder overrides = RoutingOverrides.builder()
                .tags(tags)
                .region(region)
                .priority(priority)
                .retries(retries)
                .timeout(timeout);
        aliases.forEach(overrides::alias);
        fallbacks.forEach(overrides::fallbacks);
        return overrides.build();
    }
}
