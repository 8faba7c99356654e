package dev.switchboard.pipeline;

import dev.switchboard.pipeline.route.Demand;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.ModelTable;
import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.dialect.CallOptions.Priority;
import dev.switchboard.spi.identity.RoutingOverrides;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads from a call and its caller what is asked of targets. What an identity says of a caller goes before what they ask. */
final class Demands {
    /** What tokenizers make of English and of code; other texts have more tokens than this says. */
    private static final int BYTES_PER_TOKEN = 4;

    private Demands() {}

    /**
     * @param userAgent the calling program, as it names itself
     * @throws dev.switchboard.spi.error.GatewayException if the caller may not use a model they want to fall back to
     */
    static Demand of(ExchangeRecord record, ModelTable models, Model model, Optional<String> userAgent) {
        CallOptions options = record.options();
        RoutingOverrides overrides = record.caller().routing();
        options.fallbacks().forEach(name -> Models.resolve(models, record.caller(), name));
        return new Demand(
                record.body().length() / BYTES_PER_TOKEN,
                both(overrides.tags(), options.tags()),
                overrides.region().or(options::region),
                options.fallbacks().isEmpty() ? overrides.fallbacks(model.name()) : options.fallbacks(),
                overrides.retries(options),
                priority(record),
                Tying.ties(record, model),
                userAgent);
    }

    /** What the caller is granted, or less if they ask for less. */
    static Priority priority(ExchangeRecord record) {
        Priority granted = record.caller().routing().priority().orElse(Priority.NORMAL);
        return record.options()
                .priority()
                .filter(asked -> asked.compareTo(granted) < 0)
                .orElse(granted);
    }

    private static List<String> both(Set<String> granted, List<String> asked) {
        if (granted.isEmpty()) {
            return asked;
        }
        List<String> all = new ArrayList<>(granted);
        all.addAll(asked);
        return all;
    }
}
