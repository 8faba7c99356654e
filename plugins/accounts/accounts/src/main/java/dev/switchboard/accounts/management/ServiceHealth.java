package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.FREE;
import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.maybe;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.ledger.Ledger;
import dev.switchboard.accounts.ledger.LedgerStatus;
import dev.switchboard.accounts.pricing.PriceBook;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /health/services}: how that is doing on which accounts depend. {@code /key/health}: whether a key is good. */
public final class ServiceHealth {
    private final Store store;
    private final Ledger ledger;
    private final Supplier<PriceBook> prices;

    /** Looks at these when it is asked. */
    public ServiceHealth(Store store, Ledger ledger, Supplier<PriceBook> prices) {
        this.store = store;
        this.ledger = ledger;
        this.prices = prices;
    }

    private record Told(boolean healthy, String message) {}

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("GET", "/health/services", Policy.VIEW_ALL, this::services)
                        .reading("service")
                        .giving(object(
                                "status", TEXT, "services", new Shape.Each(object("status", TEXT, "message", TEXT)))),
                new ApiRoute("POST", "/key/health", Policy.VIEW_OWN, ask -> ofKey())
                        .giving(object("key", TEXT, "logging_callbacks", maybe(FREE))));
    }

    private JsonNode services(Ask ask) {
        Map<String, Supplier<Told>> known = new LinkedHashMap<>();
        known.put("database", this::database);
        known.put("ledger", this::ledger);
        known.put("prices", this::prices);
        List<String> wanted = ask.query("service").map(List::of).orElse(List.copyOf(known.keySet()));
        ObjectNode reply = Documents.object();
        boolean healthy = true;
        ObjectNode services = Documents.object();
        for (String name : wanted) {
            Supplier<Told> service = known.get(name);
            if (service == null) {
                throw Fields.invalid("service: \"" + name + "\" (expected: " + String.join(", ", known.keySet()) + ")");
            }
            Told told = service.get();
            healthy &= told.healthy();
            services.putObject(name).put("status", word(told.healthy())).put("message", told.message());
        }
        reply.put("status", word(healthy)).set("services", services);
        return reply;
    }

    private static String word(boolean healthy) {
        return healthy ? "healthy" : "unhealthy";
    }

    private Told database() {
        try {
            store.ledger(mapper -> mapper.total("global", "all"));
            return new Told(true, "answers");
        } catch (StoreException e) {
            return new Told(false, "does not answer; known keys go on");
        }
    }

    private Told ledger() {
        LedgerStatus status = ledger.status();
        String behind = status.behind() + " bytes wait for the database, " + status.lost() + " entries were lost";
        return new Told(
                status.accepting() && status.lost() == 0,
                (status.accepting() ? "accepts calls; " : "accepts no calls; ") + behind);
    }

    private Told prices() {
        int size = prices.get().size();
        return new Told(size > 0, size + " models have prices");
    }

    /** A key that was not good would not have come so far. It logs where all others do. */
    private static JsonNode ofKey() {
        return Documents.object().put("key", word(true)).putNull("logging_callbacks");
    }
}
