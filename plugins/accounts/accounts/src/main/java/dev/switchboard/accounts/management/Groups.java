package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.changed;
import static dev.switchboard.accounts.management.Shape.entity;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.store.mapper.EntityFilter;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /organization/*}, {@code /project/*}, {@code /customer/*}, {@code /budget/*} and {@code /tag/*}. */
final class Groups {
    private static final Shape DELETED = object("deleted", listOf(TEXT));
    private final Crud organizations;
    private final Crud projects;
    private final Crud customers;
    private final Crud budgets;
    private final Crud tags;

    Groups(Crud organizations, Crud projects, Crud customers, Crud budgets, Crud tags) {
        this.organizations = organizations;
        this.projects = projects;
        this.customers = customers;
        this.budgets = budgets;
        this.tags = tags;
    }

    List<ApiRoute> routes() {
        List<ApiRoute> routes = new ArrayList<>();
        routes.add(new ApiRoute("POST", "/organization/new", Policy.ADMIN, ask -> create(ask, organizations))
                .setting(EntityKind.ORGANIZATION)
                .giving(changed(EntityKind.ORGANIZATION)));
        for (String method : List.of("POST", "PATCH")) {
            routes.add(new ApiRoute(method, "/organization/update", Policy.MANAGE, ask -> update(ask, organizations))
                    .setting(EntityKind.ORGANIZATION)
                    .giving(changed(EntityKind.ORGANIZATION)));
        }
        for (String method : List.of("POST", "DELETE")) {
            routes.add(new ApiRoute(
                            method,
                            "/organization/delete",
                            Policy.ADMIN,
                            ask -> delete(ask, organizations, "organization_ids"))
                    .giving(DELETED));
            routes.add(
                    new ApiRoute(method, "/project/delete", Policy.MANAGE, ask -> delete(ask, projects, "project_ids"))
                            .giving(DELETED));
        }
        routes.add(new ApiRoute(
                        "GET",
                        "/organization/info",
                        Policy.VIEW_OWN,
                        ask -> info(ask, organizations, "organization_id"))
                .reading("organization_id")
                .giving(entity(EntityKind.ORGANIZATION)));
        routes.add(new ApiRoute("GET", "/organization/list", Policy.VIEW_OWN, ask -> list(ask, organizations))
                .giving(listOf(entity(EntityKind.ORGANIZATION))));
        routes.addAll(new OrganizationMembers(organizations).routes());
        routes.add(new ApiRoute("POST", "/project/new", Policy.MANAGE, this::newProject)
                .setting(EntityKind.PROJECT)
                .giving(changed(EntityKind.PROJECT)));
        routes.add(new ApiRoute("POST", "/project/update", Policy.MANAGE, ask -> update(ask, projects))
                .setting(EntityKind.PROJECT)
                .giving(changed(EntityKind.PROJECT)));
        routes.add(new ApiRoute("GET", "/project/info", Policy.VIEW_OWN, ask -> info(ask, projects, "project_id"))
                .reading("project_id")
                .giving(entity(EntityKind.PROJECT)));
        routes.add(new ApiRoute("GET", "/project/list", Policy.VIEW_OWN, ask -> list(ask, projects))
                .giving(listOf(entity(EntityKind.PROJECT))));
        for (String area : List.of("/customer", "/end_user")) {
            routes.add(new ApiRoute("POST", area + "/new", Policy.ADMIN, ask -> create(ask, customers))
                    .setting(EntityKind.CUSTOMER)
                    .giving(changed(EntityKind.CUSTOMER)));
            routes.add(new ApiRoute("POST", area + "/update", Policy.ADMIN, ask -> update(ask, customers))
                    .setting(EntityKind.CUSTOMER)
                    .giving(changed(EntityKind.CUSTOMER)));
            routes.add(new ApiRoute("POST", area + "/delete", Policy.ADMIN, ask -> delete(ask, customers, "user_ids"))
                    .giving(DELETED));
            routes.add(new ApiRoute("GET", area + "/info", Policy.VIEW_ALL, ask -> info(ask, customers, "end_user_id"))
                    .reading("end_user_id")
                    .giving(entity(EntityKind.CUSTOMER)));
            routes.add(new ApiRoute("GET", area + "/list", Policy.VIEW_ALL, ask -> list(ask, customers))
                    .giving(listOf(entity(EntityKind.CUSTOMER))));
            routes.add(new ApiRoute("POST", area + "/block", Policy.ADMIN, ask -> block(ask, true))
                    .giving(listOf(entity(EntityKind.CUSTOMER))));
            routes.add(new ApiRoute("POST", area + "/unblock", Policy.ADMIN, ask -> block(ask, false))
                    .giving(listOf(entity(EntityKind.CUSTOMER))));
        }
        routes.add(new ApiRoute("POST", "/budget/new", Policy.ADMIN, ask -> create(ask, budgets))
                .setting(EntityKind.BUDGET)
                .giving(changed(EntityKind.BUDGET)));
        routes.add(new ApiRoute("POST", "/budget/update", Policy.ADMIN, ask -> update(ask, budgets))
                .setting(EntityKind.BUDGET)
                .giving(changed(EntityKind.BUDGET)));
        routes.add(new ApiRoute("POST", "/budget/delete", Policy.ADMIN, ask -> delete(ask, budgets, "id"))
                .giving(DELETED));
        routes.add(new ApiRoute("POST", "/budget/info", Policy.VIEW_ALL, ask -> infos(ask, budgets, "budgets"))
                .giving(listOf(entity(EntityKind.BUDGET))));
        routes.add(new ApiRoute("GET", "/budget/list", Policy.VIEW_ALL, ask -> list(ask, budgets))
                .giving(listOf(entity(EntityKind.BUDGET))));
        routes.add(new ApiRoute("POST", "/tag/new", Policy.ADMIN, ask -> create(ask, tags))
                .setting(EntityKind.TAG)
                .giving(changed(EntityKind.TAG)));
        routes.add(new ApiRoute("POST", "/tag/update", Policy.ADMIN, ask -> update(ask, tags))
                .setting(EntityKind.TAG)
                .giving(changed(EntityKind.TAG)));
        routes.add(new ApiRoute("POST", "/tag/delete", Policy.ADMIN, ask -> delete(ask, tags, "name")).giving(DELETED));
        routes.add(new ApiRoute("POST", "/tag/info", Policy.VIEW_ALL, ask -> infos(ask, tags, "names"))
                .giving(listOf(entity(EntityKind.TAG))));
        routes.add(new ApiRoute("GET", "/tag/list", Policy.VIEW_ALL, ask -> list(ask, tags))
                .giving(listOf(entity(EntityKind.TAG))));
        return routes;
    }

    private static JsonNode create(Ask ask, Crud kind) {
        Fields fields = kind.fields(ask, kind.idField().equals("budget_id") ? Set.of("budget_id") : Set.of());
        if (kind.idField().equals("budget_id")) {
            ask.text("budget_id").ifPresent(id -> fields.put("budget_id", id));
        } else if (kind.idField().equals("user_id") || kind.idField().equals("name")) {
            ask.require(kind.idField());
        }
        ObjectNode reply = kind.view(kind.create(ask, fields));
        fields.mention(reply);
        return reply;
    }

    private static JsonNode update(Ask ask, Crud kind) {
        Fields fields = kind.fields(ask, Set.of());
        ObjectNode reply = kind.view(kind.update(ask, fields));
        fields.mention(reply);
        return reply;
    }

    private static JsonNode delete(Ask ask, Crud kind, String field) {
        ObjectNode reply = Documents.object();
        ArrayNode deleted = reply.putArray("deleted");
        kind.delete(ask, ask.texts(field), List.of()).forEach(row -> deleted.add(row.id()));
        return reply;
    }

    private static JsonNode info(Ask ask, Crud kind, String parameter) {
        return kind.view(kind.find(ask, ask.requireQuery(parameter)));
    }

    private static JsonNode infos(Ask ask, Crud kind, String field) {
        ArrayNode reply = Documents.object().putArray("found");
        ask.texts(field).forEach(id -> reply.add(kind.view(kind.find(ask, id))));
        return reply;
    }

    private static JsonNode list(Ask ask, Crud kind) {
        ArrayNode reply = Documents.object().putArray(kind.kind().label().toLowerCase(Locale.ROOT));
        kind.list(ask, EntityFilter.ALL).forEach(row -> reply.add(kind.view(row)));
        return reply;
    }

    private JsonNode newProject(Ask ask) {
        Fields fields = projects.fields(ask, Set.of());
        String team = fields.text("team_id")
                .orElseThrow(() -> Fields.invalid("team_id: missing (expected: the team that the project belongs to)"));
        if (!ask.actor().isAdmin() && !ask.actor().administersTeam(team)) {
            throw Ask.forbidden("team_id: only admins make projects, and admins of a team in theirs.");
        }
        ObjectNode reply = projects.view(projects.create(ask, fields));
        fields.mention(reply);
        return reply;
    }

    private JsonNode block(Ask ask, boolean blocked) {
        ArrayNode reply = Documents.object().putArray("blocked_users");
        for (String id : ask.texts("user_ids")) {
            EntityRow row = customers.manage(ask, id);
            ObjectNode document = Documents.parse(row.document());
            document.put("blocked", blocked);
            reply.add(customers.view(customers.replace(ask, row, document)));
        }
        return reply;
    }
}
