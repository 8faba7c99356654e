package dev.switchboard.accounts.management;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.directory.KeyHash;
import dev.switchboard.accounts.gate.KeyIdentity;
import dev.switchboard.accounts.model.Author;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import dev.switchboard.spi.identity.Caller;
import java.util.Optional;

/**
 * Who calls the management API.
 *
 * @param name  for the audit
 * @param key   the key they showed, unless it is the operator's or one of the configuration
 * @param user  its owner
 * @param caller as the gateway knows them
 */
record Actor(
        String name, Role role, Optional<Account> key, Optional<Account> user, Directory directory, Caller caller) {
    /** Who a caller is. */
    static Actor of(Caller caller, Directory directory) {
        if (caller.operator()) {
            return new Actor(caller.id(), Role.PROXY_ADMIN, Optional.empty(), Optional.empty(), directory, caller);
        }
        Optional<Account> key = Optional.ofNullable(caller.attributes().get(KeyIdentity.TOKEN))
                .flatMap(KeyHash::parse)
                .flatMap(directory::key);
        Optional<Account> user = key.flatMap(Account::user).flatMap(id -> directory.get(EntityKind.USER, id));
        Role role = user.map(it -> Role.of(it.role().orElse(""))).orElse(Role.KEY);
        return new Actor(user.map(Account::id).orElse(caller.id()), role, key, user, directory, caller);
    }

    /** Who stands behind a change of models. */
    Author author() {
        return new Author(name, caller.operator());
    }

    boolean isAdmin() {
        return role == Role.PROXY_ADMIN;
    }

    boolean seesAll() {
        return isAdmin() || role == Role.PROXY_ADMIN_VIEWER;
    }

    boolean isUser(String id) {
        return user.filter(it -> it.id().equals(id)).isPresent();
    }

    boolean administersTeam(String id) {
        Optional<Account> team = directory.get(EntityKind.TEAM, id);
        return role == Role.INTERNAL_USER
                && team.isPresent()
                && (isAdminAmong(team.get())
                        || team.get()
                                .organization()
                                .filter(this::administersOrganization)
                                .isPresent());
    }

    boolean administersOrganization(String id) {
        return role == Role.INTERNAL_USER
                && directory
                        .get(EntityKind.ORGANIZATION, id)
                        .filter(this::isAdminAmong)
                        .isPresent();
    }

    boolean isMember(String team) {
        return user.isPresent()
                && directory
                        .get(EntityKind.TEAM, team)
                        .filter(it -> it.members().containsKey(user.get().id()))
                        .isPresent();
    }

    private boolean isAdminAmong(Account group) {
        return user.map(it -> group.members().get(it.id()))
                .filter(Account.Member::isAdmin)
                .isPresent();
    }

    /** Whether they may change something. */
    boolean mayManage(EntityRow row) {
        if (isAdmin()) {
            return true;
        }
        if (role != Role.INTERNAL_USER) {
            return false;
        }
        return switch (row.entityKind()) {
            case KEY -> isOwn(row) && row.teamId() == null || row.teamId() != null && administersTeam(row.teamId());
            case TEAM -> administersTeam(row.id());
            case PROJECT -> row.teamId() != null && administersTeam(row.teamId());
            case ORGANIZATION -> administersOrganization(row.id());
            default -> false;
        };
    }

    /** Whether they may see something. */
    boolean maySee(EntityRow row) {
        if (seesAll() || mayManage(row)) {
            return true;
        }
        return switch (row.entityKind()) {
            case KEY -> isOwn(row) || key.filter(it -> it.id().equals(row.id())).isPresent();
            case USER -> isUser(row.id());
            case TEAM -> isMember(row.id()) || belongsTo(row.id(), key.flatMap(Account::team));
            case PROJECT -> row.teamId() != null && isMember(row.teamId());
            case ORGANIZATION -> belongsTo(row.id(), key.flatMap(Account::organization));
            default -> false;
        };
    }

    private static boolean belongsTo(String id, Optional<String> own) {
        return own.filter(id::equals).isPresent();
    }

    private boolean isOwn(EntityRow row) {
        return row.userId() != null && isUser(row.userId());
    }
}
