package dev.switchboard.pipeline;

import dev.switchboard.pipeline.world.Snapshot;
import dev.switchboard.pipeline.world.Trial;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Chooses requests by a share of all of them, by a header, and by who calls; one of these is enough.
 *
 * @param share   a fraction, from 0 to 1
 * @param header  {@code name}, or {@code name: value}
 * @param callers ids of callers, or values of their attributes
 * @param random  numbers from 0 to less than 1; called by any thread
 */
public record RequestSelector(double share, Optional<String> header, Set<String> callers, DoubleSupplier random)
        implements Trial.Selector {
    /** Copies the set. */
    public RequestSelector {
        callers = Set.copyOf(callers);
    }

    @Override
    public boolean takes(HttpRequest request, Snapshot current) {
        return share > 0 && random.getAsDouble() < share
                || header.isPresent() && hasHeader(request, header.get())
                || !callers.isEmpty() && isOfCaller(request, current);
    }

    private static boolean hasHeader(HttpRequest request, String wanted) {
        int colon = wanted.indexOf(':');
        String name = (colon < 0 ? wanted : wanted.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
        Optional<String> value = request.headers().first(name);
        return colon < 0
                ? value.isPresent()
                : value.filter(wanted.substring(colon + 1).strip()::equals).isPresent();
    }

    private boolean isOfCaller(HttpRequest request, Snapshot current) {
        try {
            Caller caller = Identification.identify(current.parts().identities(), request);
            return callers.contains(caller.id())
                    || caller.attributes().values().stream().anyMatch(callers::contains);
        } catch (RuntimeException | LinkageError e) {
            // The request itself will meet the same fault, and be answered.
            return false;
        }
    }
}
