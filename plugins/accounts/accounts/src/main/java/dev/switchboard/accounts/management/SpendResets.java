package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.NUMBER;
import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.limit.Spending;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.StoreException;
import dev.switchboard.accounts.store.row.AuditRow;
import dev.switchboard.accounts.store.row.EntityRow;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code .../reset_spend}: lets somebody spend again before a budget's period ends. Who administers a team may do it for its keys
 * and for its other members, an admin for everybody.
 */
public final class SpendResets {
    private static final Shape RESET = object("spend", NUMBER, "previous_spend", NUMBER);

    private final Store store;
    private final Spending spending;
    private final BooleanSupplier stored;
    private final InstantSource clock;

    /** @param stored waits until the store has everything that was spent here, and says whether it has */
    public SpendResets(Store store, Spending spending, BooleanSupplier stored, InstantSource clock) {
        this.store = store;
        this.spending = spending;
        this.stored = stored;
        this.clock = clock;
    }

    /** The calls. @param teams finds them, like the two that follow */
    static List<ApiRoute> routes(Keys keys, Crud teams, Crud users, SpendResets resets) {
        return List.of(
                new ApiRoute(
                                "POST",
                                "/key/{key}/reset_spend",
                                Policy.MANAGE,
                                ask -> resets.ofKey(ask, keys.find(ask, ask.path("key"))))
                        .giving(object("spend", NUMBER, "previous_spend", NUMBER, "key_hash", TEXT)),
                new ApiRoute("POST", "/team/{team}/reset_spend", Policy.ADMIN, ask -> {
                            EntityRow team = teams.manage(ask, ask.path("team"));
                            return resets.reset(ask, team, new Scope(Scope.Kind.TEAM, team.id()));
                        })
                        .giving(RESET),
                new ApiRoute("POST", "/user/{user}/reset_spend", Policy.ADMIN, ask -> {
                            EntityRow user = users.manage(ask, ask.path("user"));
                            return resets.reset(ask, user, new Scope(Scope.Kind.USER, user.id()));
                        })
                        .giving(RESET),
                new ApiRoute(
                                "POST",
                                "/team/{team}/member/{user}/reset_spend",
                                Policy.MANAGE,
                                ask -> resets.ofMember(ask, teams.manage(ask, ask.path("team")), ask.path("user")))
                        .giving(object("spend", NUMBER, "previous_spend", NUMBER, "team_id", TEXT, "user_id", TEXT)));
    }

    private JsonNode ofKey(Ask ask, EntityRow key) {
        String team = key.teamId();
        if (!ask.actor().isAdmin() && (team == null || !ask.actor().administersTeam(team))) {
            throw Ask.forbidden("Only admins lower what a key has spent, and those of its team.");
        }
        String line =
                Documents.text(Documents.parse(key.document()), Account.LINE).orElse(key.id());
        ObjectNode reply = reset(ask, key, new Scope(Scope.Kind.KEY, line));
        return reply.put("key_hash", key.id());
    }

    private JsonNode ofMember(Ask ask, EntityRow team, String user) {
        if (!ask.actor().isAdmin() && ask.actor().isUser(user)) {
            throw Ask.forbidden("Nobody lowers what they have spent themselves; ask another admin of the team.");
        }
        if (!Teams.isMember(team, user)) {
            throw Ask.notFound("member", user);
        }
        ObjectNode reply = reset(ask, team, Scope.member(team.id(), user));
        return reply.put("team_id", team.id()).put("user_id", user);
    }

    /** @param about whose document changes in the eyes of the audit */
    private ObjectNode reset(Ask ask, EntityRow about, Scope scope) {
        long to = amount(ask);
        if (!stored.getAsBoolean()) {
            throw new StoreException("what was spent here is not in the store yet");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long before = store.resetSpend(
                scope,
                to,
                spent -> new AuditRow(
                        UUID.randomUUID().toString(),
                        now,
                        ask.actor().name(),
                        "spend reset",
                        about.kind(),
                        about.id(),
                        said(scope, spent),
                        said(scope, to)));
        if (to > before) {
            throw Fields.invalid("reset_to: " + Documents.dollars(to) + " (expected: no more than what was spent, "
                    + Documents.dollars(before) + ")");
        }
        spending.learnAnew(scope, stored, now);
        ObjectNode reply = Documents.object();
        reply.put("spend", Documents.dollars(to));
        reply.put("previous_spend", Documents.dollars(before));
        return reply;
    }

    private static long amount(Ask ask) {
        JsonNode to = ask.body().get("reset_to");
        if (to == null) {
            return 0;
        }
        Optional<Money> amount = Documents.money(ask.body(), "reset_to").filter(money -> money.nanos() >= 0);
        return amount.orElseThrow(
                        () -> Fields.invalid("reset_to: " + to + " (expected: an amount of dollars, 0 or more)"))
                .nanos();
    }

    private static String said(Scope scope, long spent) {
        ObjectNode document = Documents.object();
        document.put("spend_of", scope.label());
        document.put("id", scope.id());
        document.put("spend", Documents.dollars(spent));
        return Documents.write(document);
    }
}
