package dev.switchboard.accounts.management;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.accounts.store.row.EntityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Holds what somebody gives away to what they have themselves. */
final class Grants {
    private static final Set<String> TEAM_ADMINS_OWN = Set.of("allowed_routes", "project_id", "blocked");

    private final Directory directory;

    Grants(Directory directory) {
        this.directory = directory;
    }

    /**
     * Checks a key that somebody who is no admin makes or changes, and makes them its owner if it has none.
     *
     * @param fields what they set
     * @throws dev.switchboard.spi.error.GatewayException for what is beyond their own grant
     */
    void checkKey(Actor actor, Fields fields, Optional<String> presentTeam) {
        if (actor.isAdmin()) {
            return;
        }
        Optional<String> team = fields.has("team_id") ? fields.text("team_id") : presentTeam;
        boolean administers = team.filter(actor::administersTeam).isPresent();
        fields.onlyOpen(administers ? TEAM_ADMINS_OWN : Set.of());
        if (team.isPresent() && !administers && !mayMakeKeys(actor, team.get())) {
            throw Ask.forbidden("team_id: you may not make or change keys of this team; ask one of its admins.");
        }
        Optional<String> owner = fields.text("user_id");
        if (owner.isPresent() && !actor.isUser(owner.get())) {
            boolean member = administers
                    && team.flatMap(id -> directory.get(EntityKind.TEAM, id))
                            .filter(it -> it.members().containsKey(owner.get()))
                            .isPresent();
            if (!member) {
                throw Ask.forbidden("user_id: you may make keys for yourself and for members of teams you administer.");
            }
        }
        actor.user().ifPresent(user -> checkLimits(fields, team, user));
        actor.key().ifPresent(key -> checkRoutes(fields, key));
    }

    private boolean mayMakeKeys(Actor actor, String team) {
        return actor.isMember(team)
                && directory
                        .get(EntityKind.TEAM, team)
                        .filter(it -> it.memberPermissions().contains("/key/generate"))
                        .isPresent();
    }

    private void checkLimits(Fields fields, Optional<String> team, Account user) {
        List<Account> givers = new ArrayList<>();
        team.flatMap(id -> directory.get(EntityKind.TEAM, id)).ifPresentOrElse(givers::add, () -> givers.add(user));
        ObjectNode wanted = Documents.object();
        fields.into(wanted);
        for (Account giver : givers) {
            checkBudget(wanted, giver);
            checkModels(wanted, giver);
        }
    }

    private static void checkBudget(ObjectNode wanted, Account giver) {
        Optional<Money> asked = Documents.money(wanted, "max_budget");
        Optional<Money> own = giver.limits().budgets().stream()
                .flatMap(budget -> budget.most().stream())
                .max(Money::compareTo);
        if (asked.isPresent() && own.isPresent() && asked.get().compareTo(own.get()) > 0) {
            throw Ask.forbidden("max_budget: " + asked.get() + " (expected: at most " + own.get()
                    + ", the budget of the " + giver.kind().label() + ")");
        }
    }

    private static void checkModels(ObjectNode wanted, Account giver) {
        List<String> own = giver.models();
        for (String model : Documents.texts(wanted, "models")) {
            if (!own.isEmpty() && !own.contains(model) && own.stream().noneMatch(each -> covers(each, model))) {
                throw Ask.forbidden("models: \"" + model + "\" (expected: models that the "
                        + giver.kind().label() + " may use: " + String.join(", ", own) + ")");
            }
        }
    }

    private static boolean covers(String pattern, String model) {
        return pattern.endsWith("*") && model.startsWith(pattern.substring(0, pattern.length() - 1));
    }

    private static void checkRoutes(Fields fields, Account key) {
        ObjectNode wanted = Documents.object();
        fields.into(wanted);
        for (String route : Documents.texts(wanted, "allowed_routes")) {
            if (!key.routes().isEmpty() && !key.routes().contains(route)) {
                throw Ask.forbidden("allowed_routes: \"" + route + "\" (expected: routes that your own key may call)");
            }
        }
    }
}
