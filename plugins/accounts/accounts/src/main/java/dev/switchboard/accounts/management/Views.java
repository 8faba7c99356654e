package dev.switchboard.accounts.management;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.Limits;
import dev.switchboard.accounts.directory.Period;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Entities as the API shows them: the document, who made it when, and what it spent. */
final class Views {
    private static final List<String> LIMITS =
            List.of("max_budget", "soft_budget", "budget_duration", "tpm_limit", "rpm_limit", "max_parallel_requests");

    private final Store store;
    private final InstantSource clock;
    private final ZoneId zone;

    Views(Store store, InstantSource clock, ZoneId zone) {
        this.store = store;
        this.clock = clock;
        this.zone = zone;
    }

    /** All of an entity, the id under the name that LiteLLM has for it. */
    ObjectNode of(EntityRow row) {
        ObjectNode view = Documents.parse(row.document());
        view.remove(Account.LINE);
        view.put(idField(row.entityKind()), row.id());
        for (String limit : LIMITS) {
            if (!view.has(limit)) {
                view.putNull(limit);
            }
        }
        if (!view.has("models") && row.entityKind() != EntityKind.BUDGET) {
            view.putArray("models");
        }
        if (!view.has("metadata")) {
            view.putObject("metadata");
        }
        view.put("blocked", Documents.flag(view, "blocked"));
        view.put("spend", Documents.dollars(spend(row)));
        resetAt(view).ifPresent(reset -> view.put("budget_reset_at", reset));
        view.put("created_at", row.createdAt().toString());
        view.put("created_by", row.createdBy());
        view.put("updated_at", row.updatedAt().toString());
        view.put("updated_by", row.updatedBy());
        return view;
    }

    /** What {@link #of} shows of a kind. */
    static Map<String, Shape> shape(EntityKind kind) {
        Map<String, Shape> members = new LinkedHashMap<>();
        Schema schema = Schema.of(kind);
        schema.names()
                .forEach(name -> schema.field(name)
                        .ifPresent(field ->
                                members.put(name, Shape.maybe(field.type().shape()))));
        if (kind == EntityKind.KEY) {
            members.remove("key");
            members.put("key_name", Shape.maybe(Shape.TEXT));
            members.put("expires", Shape.maybe(Shape.TEXT));
        }
        members.put(idField(kind), Shape.TEXT);
        members.put("metadata", Shape.FREE);
        members.put("blocked", Shape.FLAG);
        members.put("spend", Shape.NUMBER);
        members.put("budget_reset_at", Shape.maybe(Shape.TEXT));
        for (String name : List.of("created_at", "created_by", "updated_at", "updated_by")) {
            members.put(name, Shape.TEXT);
        }
        return members;
    }

    private Optional<String> resetAt(ObjectNode view) {
        try {
            return Limits.of(view, zone).budgets().stream()
                    .flatMap(budget -> budget.period().stream())
                    .map((Period period) -> period.next(clock.instant()).toString())
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional
                    .empty(); // what cannot be understood is left out of the directory, but must be seen to be mended
        }
    }

    private long spend(EntityRow row) {
        Optional<Scope.Kind> kind = kind(row.entityKind());
        if (kind.isEmpty()) {
            return 0;
        }
        String id = row.entityKind() == EntityKind.KEY
                ? Documents.text(Documents.parse(row.document()), Account.LINE).orElse(row.id())
                : row.id();
        Long total = store.ledger(mapper -> mapper.total(new Scope(kind.get(), id).label(), id));
        return total == null ? 0 : total;
    }

    /** What an entity spends as. */
    static Optional<Scope.Kind> kind(EntityKind kind) {
        return switch (kind) {
            case ORGANIZATION -> Optional.of(Scope.Kind.ORGANIZATION);
            case TEAM -> Optional.of(Scope.Kind.TEAM);
            case PROJECT -> Optional.of(Scope.Kind.PROJECT);
            case USER -> Optional.of(Scope.Kind.USER);
            case KEY -> Optional.of(Scope.Kind.KEY);
            case CUSTOMER -> Optional.of(Scope.Kind.CUSTOMER);
            case TAG -> Optional.of(Scope.Kind.TAG);
            case BUDGET, MODEL, CREDENTIAL -> Optional.empty();
        };
    }

    /** The name of the field that holds the id. */
    static String idField(EntityKind kind) {
        return switch (kind) {
            case ORGANIZATION -> "organization_id";
            case TEAM -> "team_id";
            case PROJECT -> "project_id";
            case USER, CUSTOMER -> "user_id";
            case KEY -> "token";
            case TAG -> "name";
            case BUDGET -> "budget_id";
            case MODEL -> "model_name";
            case CREDENTIAL -> "credential_name";
        };
    }
}
