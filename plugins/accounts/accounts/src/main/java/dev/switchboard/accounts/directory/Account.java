package dev.switchboard.accounts.directory;

import static dev.switchboard.accounts.directory.Documents.flag;
import static dev.switchboard.accounts.directory.Documents.get;
import static dev.switchboard.accounts.directory.Documents.text;
import static dev.switchboard.accounts.directory.Documents.texts;
import static dev.switchboard.accounts.directory.Documents.time;

import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import dev.switchboard.spi.identity.RoutingOverrides;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What has to be known of an entity at every call. Immutable.
 *
 * @param id       for a key its hash
 * @param spendId  under which it spends: for a key that replaced another, the first one's hash
 * @param models   names and patterns that it may use; empty for no restriction
 * @param routes   paths and groups of paths that it may call; empty for no restriction
 * @param expires  when it ends to be valid
 * @param role     of a user
 * @param members  of a team
 * @param memberPermissions what members of a team may do beside calling models, such as {@code /key/generate}
 * @param tags     that all its calls get
 * @param routing  how its calls are routed otherwise
 * @param guardrails that look at its calls beside those that look at every call
 * @param flaw     why what the store says of it cannot be understood; nobody to whom it belongs may call then
 */
public record Account(
        EntityKind kind,
        String id,
        String spendId,
        Optional<String> alias,
        Optional<String> organization,
        Optional<String> team,
        Optional<String> project,
        Optional<String> user,
        boolean blocked,
        Optional<Instant> expires,
        List<String> models,
        List<String> routes,
        Optional<String> role,
        Map<String, Member> members,
        List<String> memberPermissions,
        List<String> tags,
        RoutingOverrides routing,
        List<String> guardrails,
        Limits limits,
        Optional<String> flaw,
        long version) {
    /** What the first of a line of keys is named by its successors. */
    public static final String LINE = "switchboard_line";

    /**
     * A member of a team or an organisation.
     *
     * @param role   {@code admin} or {@code user}
     * @param budget what they may spend in it
     */
    public record Member(String role, Optional<Money> budget) {
        /** Whether they manage it. */
        public boolean isAdmin() {
            return role.equals("admin") || role.equals("org_admin");
        }

        /** The budget as limits. */
        public Limits limits() {
            return Limits.ofBudget(budget);
        }
    }

    /** Copies the collections. */
    public Account {
        models = List.copyOf(models);
        routes = List.copyOf(routes);
        members = Map.copyOf(members);
        memberPermissions = List.copyOf(memberPermissions);
        tags = List.copyOf(tags);
        guardrails = List.copyOf(guardrails);
    }

    /** Reads a row; of one whose document cannot be understood nothing is known but that, and whose it is. */
    static Account of(EntityRow row, ZoneId zone, KnownLimits known) {
        try {
            return of(row, Documents.parse(row.document()), zone, known);
        } catch (IllegalArgumentException e) {
            return flawed(row, String.valueOf(e.getMessage()));
        }
    }

    private static Account flawed(EntityRow row, String flaw) {
        return new Account(
                row.entityKind(),
                row.id(),
                row.id(),
                Optional.ofNullable(row.alias()),
                Optional.ofNullable(row.organizationId()),
                Optional.ofNullable(row.teamId()),
                Optional.ofNullable(row.projectId()),
                Optional.ofNullable(row.userId()),
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                RoutingOverrides.NONE,
                List.of(),
                Limits.NONE,
                Optional.of(flaw),
                row.version());
    }

    private static Account of(EntityRow row, JsonNode document, ZoneId zone, KnownLimits known) {
        return new Account(
                row.entityKind(),
                row.id(),
                text(document, LINE).orElse(row.id()),
                Optional.ofNullable(row.alias()),
                Optional.ofNullable(row.organizationId()),
                Optional.ofNullable(row.teamId()),
                Optional.ofNullable(row.projectId()),
                Optional.ofNullable(row.userId()),
                flag(document, "blocked"),
                time(document, "expires"),
                models(document),
                texts(document, "allowed_routes"),
                text(document, "user_role"),
                members(document),
                texts(document, "team_member_permissions"),
                texts(document, "tags"),
                RoutingFields.of(document),
                texts(document, "guardrails"),
                known.same(Limits.of(document, zone)),
                Optional.empty(),
                row.version());
    }

    /** Names, patterns and groups: a group may be named among the models, or by itself. */
    private static List<String> models(JsonNode document) {
        List<String> models = new ArrayList<>(texts(document, "models"));
        models.addAll(texts(document, "access_group_ids"));
        return models;
    }

    /**
     * Who belongs to a team or an organisation, by their ids.
     *
     * @throws IllegalArgumentException with place, value and expectation for a budget that cannot be understood
     */
    public static Map<String, Member> members(JsonNode document) {
        Map<String, Member> members = new LinkedHashMap<>();
        get(document, "members_with_roles")
                .ifPresent(list -> list.forEach(each -> text(each, "user_id")
                        .ifPresent(user -> members.put(
                                user,
                                new Member(
                                        text(each, "role").orElse("user"),
                                        new LimitFields(each, "members_with_roles.").money("max_budget_in_team"))))));
        return members;
    }
}
