package dev.switchboard.accounts.store;

import dev.switchboard.accounts.store.row.LeaseRow;
import dev.switchboard.accounts.store.row.SpendRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that spends: a key, a team, a member of a team, ... What one call costs is charged to several.
 *
 * @param kind which sort of thing
 * @param id   which one
 */
public record Scope(Kind kind, String id) {
    /** The names by which an identity tells whose call it is, in a caller's attributes and in the ledger. */
    public static final String KEY = "key";
    /** See {@link #KEY}. */
    public static final String USER = "user";
    /** See {@link #KEY}. */
    public static final String TEAM = "team";
    /** See {@link #KEY}. */
    public static final String PROJECT = "project";
    /** See {@link #KEY}. */
    public static final String ORGANIZATION = "organization";

    /** The whole gateway. */
    public static final Scope ALL = new Scope(Kind.GLOBAL, "all");

    private static final int MAX_ID = 255;

    /** Sorts of things. */
    public enum Kind {
        /** Everything together. */
        GLOBAL,
        /** An organisation. */
        ORGANIZATION,
        /** A team. */
        TEAM,
        /** A member in a team: {@code team/user}. */
        MEMBER,
        /** A project. */
        PROJECT,
        /** A user's own calls: those with a key that belongs to no team. */
        USER,
        /** A key, by its hash. */
        KEY,
        /** A key's calls of one model: {@code hash/model}. */
        KEY_MODEL,
        /** An end user. */
        CUSTOMER,
        /** A label. */
        TAG;

        private final String label = name().toLowerCase(Locale.ROOT);
    }

    /** Cuts an id that is longer than the store's column. */
    public Scope {
        Objects.requireNonNull(kind);
        id = id.length() > MAX_ID ? id.substring(0, MAX_ID) : id;
    }

    /** Who spent what a row says. */
    public static Scope of(SpendRow row) {
        return of(row.kind(), row.id());
    }

    /** Whose budgets a row is about. */
    public static Scope of(LeaseRow row) {
        return of(row.kind(), row.id());
    }

    /** Something by its {@link #label} and id. */
    public static Scope of(String label, String id) {
        return new Scope(Kind.valueOf(label.toUpperCase(Locale.ROOT)), id);
    }

    /** A member in a team. */
    public static Scope member(String team, String user) {
        return new Scope(Kind.MEMBER, team + "/" + user);
    }

    /** A key's calls of one model. */
    public static Scope keyModel(String key, String model) {
        return new Scope(Kind.KEY_MODEL, key + "/" + model);
    }

    /** Everything that one call is charged to, each once. */
    public static List<Scope> of(
            Map<String, String> attributes, Optional<String> endUser, List<String> tags, String model) {
        List<Scope> scopes = new ArrayList<>();
        scopes.add(ALL);
        String team = attributes.get(TEAM);
        String user = attributes.get(USER);
        String key = attributes.get(KEY);
        add(scopes, Kind.ORGANIZATION, attributes.get(ORGANIZATION));
        add(scopes, Kind.TEAM, team);
        add(scopes, Kind.PROJECT, attributes.get(PROJECT));
        if (user != null) {
            scopes.add(team == null ? new Scope(Kind.USER, user) : member(team, user));
        }
        if (key != null) {
            scopes.add(new Scope(Kind.KEY, key));
            scopes.add(keyModel(key, model));
        }
        add(scopes, Kind.CUSTOMER, endUser.orElse(null));
        tags.stream().distinct().forEach(tag -> scopes.add(new Scope(Kind.TAG, tag)));
        return scopes;
    }

    private static void add(List<Scope> scopes, Kind kind, @Nullable String id) {
        if (id != null) {
            scopes.add(new Scope(kind, id));
        }
    }

    /** The name in the store, such as {@code key_model}. */
    public String label() {
        return kind.label;
    }
}
