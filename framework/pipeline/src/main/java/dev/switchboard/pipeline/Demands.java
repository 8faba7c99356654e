package dev.switchboard.pipeline;

import dev.switchboard.pipeline.route.Demand;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.ModelTable;
import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.dialect.CallOptions.Priority;
import dev.switchboard.spi.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads from a call and its caller what is asked of targets. What an identity says of a caller goes before what they ask. */
final class Demands {
    /** The attribute of a caller that keeps all their calls in one region. */
    static final String REGION = "region";
    /** The attribute of a caller whose labels, separated by commas, are added to all their calls. */
    static final String TAGS = "tags";
    /** The attribute of a caller that names models to fall back to, separated by commas, unless the call names some. */
    static final String FALLBACKS = "fallbacks";

    /** The attribute of a caller that says how much their calls matter: {@code low}, {@code normal} or {@code high}. */
    static final String PRIORITY = "priority";

    /** What tokenizers make of English and of code; other texts have more tokens than this says. */
    private static final int BYTES_PER_TOKEN = 4;

    private Demands() {}

    /**
     * @param userAgent the calling program, as it names itself
     * @throws dev.switchboard.spi.error.GatewayException if the caller may not use a model they want to fall back to
     */
    static Demand of(ExchangeRecord record, ModelTable models, Model model, Optional<String> userAgent) {
        CallOptions options = record.options();
        Caller caller = record.caller();
        options.fallbacks().forEach(name -> Models.resolve(models, caller, name));
        return new Demand(
                record.body().length() / BYTES_PER_TOKEN,
                both(list(caller, TAGS), options.tags()),
                Optional.ofNullable(caller.attributes().get(REGION)).or(options::region),
                options.fallbacks().isEmpty() ? list(caller, FALLBACKS) : options.fallbacks(),
                options.retries(),
                priority(record),
                Tying.ties(record, model),
                userAgent);
    }

    /** What the caller is granted, or less if they ask for less. */
    static Priority priority(ExchangeRecord record) {
        Priority granted = switch (record.caller().attributes().getOrDefault(PRIORITY, "")) {
            case "low" -> Priority.LOW;
            case "high" -> Priority.HIGH;
            default -> Priority.NORMAL;
        };
        return record.options()
                .priority()
                .filter(asked -> asked.compareTo(granted) < 0)
                .orElse(granted);
    }

    private static List<String> list(Caller caller, String attribute) {
        String text = caller.attributes().get(attribute);
        return text == null || text.isBlank() ? List.of() : List.of(text.strip().split("\\s*,\\s*"));
    }

    private static List<String> both(List<String> granted, List<String> asked) {
        if (granted.isEmpty()) {
            return asked;
        }
        List<String> all = new ArrayList<>(granted);
        all.addAll(asked);
        return all;
    }
}
