package dev.switchboard.accounts.directory;

import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.mapper.EntityMapper;
import dev.switchboard.accounts.store.row.AuditRow;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes entities: in the store, together with who did it, and then in the directory. Each method is one transaction and
 * blocks.
 */
public final class Entities {
    private final Store store;
    private final Directory directory;
    private final InstantSource clock;

    /** Writes to a store, and tells a directory. */
    public Entities(Store store, Directory directory, InstantSource clock) {
        this.store = store;
        this.directory = directory;
        this.clock = clock;
    }

    /** One step of a change: what becomes of an entity. */
    public sealed interface Change {
        /** Its kind. */
        EntityKind kind();

        /** Its id. */
        String id();

        /** There is a new one. */
        record Create(EntityKind kind, String id, ObjectNode document) implements Change {}

        /** It becomes another. */
        record Replace(EntityRow before, ObjectNode document) implements Change {
            @Override
            public EntityKind kind() {
                return before.entityKind();
            }

            @Override
            public String id() {
                return before.id();
            }
        }

        /** It is gone. */
        record Delete(EntityRow before) implements Change {
            @Override
            public EntityKind kind() {
                return before.entityKind();
            }

            @Override
            public String id() {
                return before.id();
            }
        }
    }

    /** Somebody else changed the same at the same time; nothing was written. */
    public static final class ConflictException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ConflictException(String message) {
            super(message);
        }
    }

    /**
     * Makes changes, all or none.
     *
     * @param actor who makes them
     * @return what they come to, in their order, without what was deleted
     * @throws ConflictException if one was changed by somebody else since it was read
     * @throws dev.switchboard.accounts.store.DuplicateException if a new one's id is taken
     */
    public List<EntityRow> apply(String actor, List<Change> changes) {
        return apply(actor, changes, mapper -> {});
    }

    /** As {@link #apply(String, List)}. @param more is done in the same transaction, after the changes */
    public List<EntityRow> apply(String actor, List<Change> changes, Consumer<EntityMapper> more) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<EntityRow> rows = store.entities(mapper -> {
            List<EntityRow> written = new ArrayList<>();
            changes.forEach(change -> one(mapper, change, actor, now).ifPresent(written::add));
            more.accept(mapper);
            return written;
        });
        changes.stream()
                .filter(Change.Delete.class::isInstance)
                .forEach(change -> directory.remove(change.kind(), change.id()));
        rows.forEach(directory::put);
        return rows;
    }

    private static Optional<EntityRow> one(EntityMapper mapper, Change change, String actor, Instant now) {
        mapper.changed(change.kind().label(), change.id(), now);
        return switch (change) {
            case Change.Create create -> {
                EntityRow row = row(create.kind(), create.id(), create.document(), 1, now, actor, now, actor);
                mapper.insert(row);
                audit(mapper, "created", actor, now, change, null, row.document());
                yield Optional.of(row);
            }
            case Change.Replace replace -> {
                EntityRow before = replace.before();
                EntityRow row = row(
                        replace.kind(),
                        replace.id(),
                        replace.document(),
                        before.version() + 1,
                        before.createdAt(),
                        before.createdBy(),
                        now,
                        actor);
                if (mapper.update(row) != 1) {
                    throw new ConflictException("This " + before.kind()
                            + " was changed by somebody else at the same time (expected: one change after the other);"
                            + " try again.");
                }
                audit(mapper, "updated", actor, now, change, before.document(), row.document());
                yield Optional.of(row);
            }
            case Change.Delete delete -> {
                mapper.delete(delete.kind().label(), delete.id());
                mapper.deleteSecrets(delete.kind().label(), delete.id());
                audit(mapper, "deleted", actor, now, change, delete.before().document(), null);
                yield Optional.empty();
            }
        };
    }

    private static void audit(
            EntityMapper mapper,
            String action,
            String actor,
            Instant now,
            Change change,
            @Nullable String before,
            @Nullable String after) {
        mapper.audit(new AuditRow(
                UUID.randomUUID().toString(), now, actor, action, change.kind().label(), change.id(), before, after));
    }

    private static EntityRow row(
            EntityKind kind,
            String id,
            ObjectNode document,
            long version,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            String updatedBy) {
        return new EntityRow(
                kind.label(),
                id,
                Documents.text(document, kind.label() + "_alias").orElse(null),
                reference(document, kind, EntityKind.ORGANIZATION),
                reference(document, kind, EntityKind.TEAM),
                reference(document, kind, EntityKind.PROJECT),
                reference(document, kind, EntityKind.USER),
                Documents.write(document),
                version,
                createdAt,
                createdBy,
                updatedAt,
                updatedBy);
    }

    private static @Nullable String reference(ObjectNode document, EntityKind kind, EntityKind to) {
        return kind == to ? null : Documents.text(document, to.label() + "_id").orElse(null);
    }

    /** Reads entities. */
    public <T extends @Nullable Object> T read(Function<EntityMapper, T> work) {
        return store.entities(work);
    }

    /** One of a kind. */
    public Optional<EntityRow> find(EntityKind kind, String id) {
        return Optional.ofNullable(store.<@Nullable EntityRow>entities(mapper -> mapper.find(kind.label(), id)));
    }
}
