package dev.switchboard.accounts.management;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.Entities;
import dev.switchboard.accounts.directory.Entities.Change;
import dev.switchboard.accounts.store.mapper.EntityFilter;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What the calls about every kind but keys have in common: making, changing, removing, finding. */
final class Crud {
    private static final int MOST_LISTED = 1_000;

    private final EntityKind kind;
    private final String idField;
    private final Schema schema;
    private final Entities entities;
    private final Views views;
    private final References references;

    Crud(EntityKind kind, Entities entities, Views views, References references) {
        this.kind = kind;
        this.idField = Views.idField(kind);
        this.schema = Schema.of(kind);
        this.entities = entities;
        this.views = views;
        this.references = references;
    }

    EntityKind kind() {
        return kind;
    }

    String idField() {
        return idField;
    }

    /** Reads what a request sets. */
    Fields fields(Ask ask, Set<String> more) {
        return Fields.read(ask.body(), schema, more);
    }

    /** Makes one; its id is the request's or a new one. */
    EntityRow create(Ask ask, Fields fields) {
        String id = fields.text(idField).orElseGet(() -> UUID.randomUUID().toString());
        Ids.check(idField, id);
        fields.remove(idField);
        ObjectNode document = Documents.object();
        fields.into(document);
        references.check(document);
        return entities.apply(ask.actor().name(), List.of(new Change.Create(kind, id, document)))
                .getFirst();
    }

    /** One that the actor may see. */
    EntityRow find(Ask ask, String id) {
        return entities.find(kind, id).filter(ask.actor()::maySee).orElseThrow(() -> Ask.notFound(kind.label(), id));
    }

    /** One that the actor may change. */
    EntityRow manage(Ask ask, String id) {
        EntityRow row = find(ask, id);
        if (!ask.actor().mayManage(row)) {
            throw Ask.forbidden("You may see this " + kind.label() + ", but not change it.");
        }
        return row;
    }

    /** Changes one. Who is no admin may set only what is open to everybody. */
    EntityRow update(Ask ask, Fields fields) {
        EntityRow row = manage(ask, ask.require(idField));
        if (!ask.actor().isAdmin()) {
            fields.onlyOpen(Set.of(idField));
            refuseRaise(fields);
        }
        fields.remove(idField);
        ObjectNode document = Documents.parse(row.document());
        fields.into(document);
        return replace(ask, row, document);
    }

    /** Who administers a team does not raise what the team was given. */
    private static void refuseRaise(Fields fields) {
        for (String field : List.of(
                "max_budget",
                "budget_limits",
                "budget_duration",
                "model_max_budget",
                "rpm_limit",
                "tpm_limit",
                "max_parallel_requests",
                "models")) {
            if (fields.has(field)) {
                throw Ask.forbidden(field + ": only an admin may change what was given to you (expected: a request"
                        + " without it)");
            }
        }
    }

    /** Writes another document. */
    EntityRow replace(Ask ask, EntityRow row, ObjectNode document) {
        references.check(document);
        return entities.apply(ask.actor().name(), List.of(new Change.Replace(row, document)))
                .getFirst();
    }

    /** Removes some. @param more what goes with them */
    List<EntityRow> delete(Ask ask, List<String> ids, List<EntityRow> more) {
        if (ids.isEmpty()) {
            throw Fields.invalid("expected the id of at least one " + kind.label());
        }
        List<EntityRow> rows = ids.stream().map(id -> manage(ask, id)).toList();
        List<Change> changes = new ArrayList<>();
        rows.forEach(row -> changes.add(new Change.Delete(row)));
        more.forEach(row -> changes.add(new Change.Delete(row)));
        entities.apply(ask.actor().name(), changes);
        return rows;
    }

    /** Those of a filter that the actor may see. */
    List<EntityRow> list(Ask ask, EntityFilter filter) {
        return entities.read(mapper -> mapper.search(kind.label(), filter, MOST_LISTED, 0)).stream()
                .filter(ask.actor()::maySee)
                .toList();
    }

    /** How it is shown. */
    ObjectNode view(EntityRow row) {
        return views.of(row);
    }
}
