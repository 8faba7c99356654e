package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.directory.Limits;
import dev.switchboard.accounts.limit.Subject;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.spi.identity.RoutingOverrides;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key together with everything that it belongs to.
 *
 * @param key          the key
 * @param user         its owner
 * @param team         its team
 * @param project      its project
 * @param organization its organisation: its own, or its team's
 */
record Holder(
        Account key,
        Optional<Account> user,
        Optional<Account> team,
        Optional<Account> project,
        Optional<Account> organization) {

    /** Puts together what belongs to a key. */
    static Holder of(Account key, Directory directory) {
        Optional<Account> project = key.project().flatMap(id -> directory.get(EntityKind.PROJECT, id));
        Optional<Account> team =
                key.team().or(() -> project.flatMap(Account::team)).flatMap(id -> directory.get(EntityKind.TEAM, id));
        return new Holder(
                key,
                key.user().flatMap(id -> directory.get(EntityKind.USER, id)),
                team,
                project,
                key.organization()
                        .or(() -> team.flatMap(Account::organization))
                        .flatMap(id -> directory.get(EntityKind.ORGANIZATION, id)));
    }

    /** All of them, the widest first. */
    List<Account> accounts() {
        List<Account> all = new ArrayList<>();
        organization.ifPresent(all::add);
        team.ifPresent(all::add);
        project.ifPresent(all::add);
        user.ifPresent(all::add);
        all.add(key);
        return all;
    }

    /** What an identity tells of the key. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(Scope.KEY, key.spendId());
        key.alias().ifPresent(alias -> attributes.put("key_alias", alias));
        key.user().ifPresent(id -> attributes.put(Scope.USER, id));
        team.ifPresent(it -> attributes.put(Scope.TEAM, it.id()));
        project.ifPresent(it -> attributes.put(Scope.PROJECT, it.id()));
        organization.ifPresent(it -> attributes.put(Scope.ORGANIZATION, it.id()));
        return attributes;
    }

    /** How its calls are routed otherwise. */
    RoutingOverrides routing() {
        RoutingOverrides all = RoutingOverrides.NONE;
        for (Account account : accounts()) {
            all = account.routing().within(all);
        }
        return all;
    }

    /** Whose limits count for its calls, the widest first. A key of a team does not spend its owner's own budget. */
    List<Subject> subjects(Directory directory) {
        List<Subject> subjects = new ArrayList<>();
        organization.ifPresent(it -> add(subjects, Scope.Kind.ORGANIZATION, "organization", it, directory));
        team.ifPresent(it -> add(subjects, Scope.Kind.TEAM, "team", it, directory));
        team.ifPresent(it -> key.user().ifPresent(member -> addMember(subjects, it, member)));
        project.ifPresent(it -> add(subjects, Scope.Kind.PROJECT, "project", it, directory));
        if (team.isEmpty()) {
            user.ifPresent(it -> add(subjects, Scope.Kind.USER, "user", it, directory));
        }
        subjects.add(subject(new Scope(Scope.Kind.KEY, key.spendId()), "key", key, directory));
        return subjects;
    }

    private static void addMember(List<Subject> subjects, Account team, String member) {
        Account.Member found = team.members().get(member);
        if (found != null && found.budget().isPresent()) {
            subjects.add(new Subject(
                    Scope.member(team.id(), member),
                    "member \"" + member + "\" of team \"" + team.alias().orElse(team.id()) + "\"",
                    List.of(found.limits()),
                    false));
        }
    }

    private static void add(
            List<Subject> subjects, Scope.Kind kind, String noun, Account account, Directory directory) {
        subjects.add(subject(new Scope(kind, account.id()), noun, account, directory));
    }

    /** Somebody with their limits, and those of the budget they refer to. */
    static Subject subject(Scope scope, String noun, Account account, Directory directory) {
        List<Limits> limits = new ArrayList<>();
        if (account.limits() != Limits.NONE) {
            limits.add(account.limits());
        }
        account.limits()
                .budgetId()
                .flatMap(id -> directory.get(EntityKind.BUDGET, id))
                .ifPresent(budget -> limits.add(budget.limits()));
        String shown = account.alias().orElseGet(() -> shorten(account.id()));
        return new Subject(
                scope,
                noun + " \"" + shown + "\"",
                limits,
                account.kind() == EntityKind.KEY || account.kind() == EntityKind.TEAM);
    }

    private static String shorten(String id) {
        return id.length() > 16 ? id.substring(0, 8) + "..." : id;
    }
}
