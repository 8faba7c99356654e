package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.ledger.CallerInfo;
import dev.switchboard.accounts.ledger.LedgerEntry;
import dev.switchboard.accounts.limit.Subject;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.identity.RoutingOverrides;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A key together with everything that it belongs to, and what follows from that for its calls. Immutable.
 *
 * @param key      the key
 * @param accounts it and all that it belongs to, the widest first
 * @param subjects whose limits count for its calls, the widest first
 * @param tags     that all its calls get
 * @param flawed   what of all this cannot be understood, or what it refers to; empty for nothing
 * @param caller   as the gateway knows it
 * @param charge   to whom its calls are put down, unless they say more
 */
record Holder(
        Account key,
        List<Account> accounts,
        List<Subject> subjects,
        List<String> tags,
        Optional<Account> flawed,
        Caller caller,
        Charge.OfKey charge) {
    /** Copies the lists. */
    Holder {
        accounts = List.copyOf(accounts);
        subjects = List.copyOf(subjects);
        tags = List.copyOf(tags);
    }

    /** Puts together what belongs to a key. */
    static Holder of(Account key, Directory directory, Access access) {
        Family family = Family.of(key, directory);
        List<Account> accounts = family.accounts();
        Caller caller = Caller.builder(key.spendId())
                .models(access.models(accounts, family.team().isPresent()))
                .attributes(family.attributes())
                .routing(routing(accounts))
                .guardrails(accounts.stream()
                        .flatMap(account -> account.guardrails().stream())
                        .collect(Collectors.toSet()))
                .build();
        List<String> tags = accounts.stream()
                .flatMap(account -> account.tags().stream())
                .distinct()
                .limit(LedgerEntry.MAX_ITEMS)
                .toList();
        return new Holder(
                key,
                accounts,
                subjects(family, directory),
                tags,
                accounts.stream()
                        .flatMap(account -> flawed(account, directory).stream())
                        .findFirst(),
                caller,
                new Charge.OfKey(new CallerInfo(caller.id(), caller.attributes(), Optional.empty(), tags)));
    }

    /** An account, or the budget that it refers to, if that cannot be understood. */
    static Optional<Account> flawed(Account account, Directory directory) {
        return Stream.concat(
                        Stream.of(account),
                        account.limits().budgetId().flatMap(id -> directory.get(EntityKind.BUDGET, id)).stream())
                .filter(each -> each.flaw().isPresent())
                .findFirst();
    }

    /** What a key belongs to. @param organization its own, or its team's */
    private record Family(
            Account key,
            Optional<Account> user,
            Optional<Account> team,
            Optional<Account> project,
            Optional<Account> organization) {
        static Family of(Account key, Directory directory) {
            Optional<Account> project = key.project().flatMap(id -> directory.get(EntityKind.PROJECT, id));
            Optional<Account> team = directory.teamOf(key);
            return new Family(
                    key,
                    key.user().flatMap(id -> directory.get(EntityKind.USER, id)),
                    team,
                    project,
                    key.organization()
                            .or(() -> team.flatMap(Account::organization))
                            .flatMap(id -> directory.get(EntityKind.ORGANIZATION, id)));
        }

        List<Account> accounts() {
            List<Account> all = new ArrayList<>();
            organization.ifPresent(all::add);
            team.ifPresent(all::add);
            project.ifPresent(all::add);
            user.ifPresent(all::add);
            all.add(key);
            return all;
        }

        Map<String, String> attributes() {
            Map<String, String> attributes = new HashMap<>();
            attributes.put(KeyIdentity.TOKEN, key.id());
            attributes.put(Scope.KEY, key.spendId());
            key.alias().ifPresent(alias -> attributes.put("key_alias", alias));
            key.user().ifPresent(id -> attributes.put(Scope.USER, id));
            team.ifPresent(it -> attributes.put(Scope.TEAM, it.id()));
            project.ifPresent(it -> attributes.put(Scope.PROJECT, it.id()));
            organization.ifPresent(it -> attributes.put(Scope.ORGANIZATION, it.id()));
            return attributes;
        }
    }

    private static RoutingOverrides routing(List<Account> accounts) {
        RoutingOverrides all = RoutingOverrides.NONE;
        for (Account account : accounts) {
            all = account.routing().within(all);
        }
        return all;
    }

    /** A key of a team does not spend its owner's own budget. */
    private static List<Subject> subjects(Family family, Directory directory) {
        List<Subject> subjects = new ArrayList<>();
        family.organization().ifPresent(it -> add(subjects, Scope.Kind.ORGANIZATION, "organization", it, directory));
        family.team().ifPresent(it -> add(subjects, Scope.Kind.TEAM, "team", it, directory));
        family.team().ifPresent(it -> family.key().user().ifPresent(member -> addMember(subjects, it, member)));
        family.project().ifPresent(it -> add(subjects, Scope.Kind.PROJECT, "project", it, directory));
        if (family.team().isEmpty()) {
            family.user().ifPresent(it -> add(subjects, Scope.Kind.USER, "user", it, directory));
        }
        Account key = family.key();
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
        String shown = account.alias().orElseGet(() -> shorten(account.id()));
        return new Subject(
                scope,
                noun + " \"" + shown + "\"",
                directory.limitsOf(account),
                account.kind() == EntityKind.KEY || account.kind() == EntityKind.TEAM);
    }

    private static String shorten(String id) {
        return id.length() > 16 ? id.substring(0, 8) + "..." : id;
    }
}
