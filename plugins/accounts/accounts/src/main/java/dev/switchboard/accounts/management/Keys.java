package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.changed;
import static dev.switchboard.accounts.management.Shape.entity;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.Entities;
import dev.switchboard.accounts.directory.Entities.Change;
import dev.switchboard.accounts.directory.KeyHash;
import dev.switchboard.accounts.directory.Period;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls of {@code /key/*} that make and change keys. The key itself is shown once, when it is made. */
final class Keys {
    private static final int RANDOM_BYTES = 24;
    private static final int LEAST_CHARACTERS = 16;
    /** A new key, which is shown this once. */
    private static final Shape MADE = changed(EntityKind.KEY, "key", TEXT, "token_id", TEXT);

    private final Entities entities;
    private final Views views;
    private final Grants grants;
    private final References references;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Keys(Entities entities, Views views, Grants grants, References references, InstantSource clock) {
        this.entities = entities;
        this.views = views;
        this.grants = grants;
        this.references = references;
        this.clock = clock;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("POST", "/key/generate", Policy.MANAGE, this::generate)
                        .setting(EntityKind.KEY)
                        .giving(MADE),
                new ApiRoute("POST", "/key/service-account/generate", Policy.MANAGE, this::serviceAccount)
                        .setting(EntityKind.KEY)
                        .giving(MADE),
                new ApiRoute("POST", "/key/update", Policy.MANAGE, this::update)
                        .setting(EntityKind.KEY)
                        .giving(changed(EntityKind.KEY, "key", TEXT)),
                new ApiRoute("POST", "/key/delete", Policy.MANAGE, this::delete)
                        .giving(object("deleted_keys", listOf(TEXT))),
                new ApiRoute("POST", "/key/block", Policy.MANAGE, ask -> block(ask, true))
                        .giving(entity(EntityKind.KEY)),
                new ApiRoute("POST", "/key/unblock", Policy.MANAGE, ask -> block(ask, false))
                        .giving(entity(EntityKind.KEY)),
                new ApiRoute("POST", "/key/regenerate", Policy.MANAGE, ask -> regenerate(ask, ask.require("key")))
                        .setting(EntityKind.KEY)
                        .giving(MADE),
                new ApiRoute("POST", "/key/{key}/regenerate", Policy.MANAGE, ask -> regenerate(ask, ask.path("key")))
                        .setting(EntityKind.KEY)
                        .giving(MADE));
    }

    private JsonNode generate(Ask ask) {
        return make(ask, Fields.read(ask.body(), Schema.of(EntityKind.KEY), Set.of()));
    }

    private JsonNode serviceAccount(Ask ask) {
        Fields fields = Fields.read(ask.body(), Schema.of(EntityKind.KEY), Set.of());
        if (fields.text("team_id").isEmpty()) {
            throw Fields.invalid("team_id: missing (expected: the team that a service account belongs to)");
        }
        fields.remove("user_id");
        return make(ask, fields);
    }

    /** Makes a key of what a request says. */
    ObjectNode make(Ask ask, Fields fields) {
        Actor actor = ask.actor();
        grants.checkKey(actor, fields, Optional.empty());
        if (!actor.isAdmin() && fields.text("user_id").isEmpty() && actor.user().isPresent()) {
            fields.put("user_id", actor.user().get().id());
        }
        ObjectNode document = Documents.object();
        String plain = takeKey(fields);
        fields.into(document);
        finish(document, plain, fields);
        references.check(document);
        String hash = KeyHash.of(plain).hex();
        EntityRow row = entities.apply(actor.name(), List.of(new Change.Create(EntityKind.KEY, hash, document)))
                .getFirst();
        ObjectNode reply = shown(row, plain);
        fields.mention(reply);
        return reply;
    }

    private String takeKey(Fields fields) {
        String plain = fields.text("key").orElseGet(this::fresh);
        fields.remove("key");
        checkPlain("key", plain);
        return plain;
    }

    private static void checkPlain(String field, String plain) {
        if (plain.length() < LEAST_CHARACTERS || !plain.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw Fields.invalid(field + ": " + plain.length() + " characters (expected: at least " + LEAST_CHARACTERS
                    + " visible ASCII characters)");
        }
    }

    private void finish(ObjectNode document, String plain, Fields fields) {
        document.put("key_name", "sk-..." + plain.substring(plain.length() - 4));
        fields.text("duration")
                .ifPresent(duration -> document.put(
                        "expires",
                        clock.instant().plus(Period.duration(duration)).toString()));
        applyType(document);
    }

    private static void applyType(ObjectNode document) {
        Documents.text(document, "key_type").ifPresent(type -> {
            String route = switch (type) {
                case "llm_api" -> "llm_api_routes";
                case "management" -> "management_routes";
                case "read_only" -> "info_routes";
                case "default" -> "";
                default ->
                    throw Fields.invalid(
                            "key_type: \"" + type + "\" (expected: llm_api, management, read_only or default)");
            };
            if (!route.isEmpty()) {
                document.putArray("allowed_routes").add(route);
            }
        });
    }

    private String fresh() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return "sk-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private ObjectNode shown(EntityRow row, String plain) {
        ObjectNode reply = views.of(row);
        reply.put("key", plain);
        reply.put("token_id", row.id());
        if (!reply.has("expires")) {
            reply.putNull("expires");
        }
        return reply;
    }

    /** Changes one. */
    JsonNode update(Ask ask) {
        EntityRow row = find(ask, ask.require("key"));
        mayManage(ask, row);
        Fields fields = Fields.read(ask.body(), Schema.of(EntityKind.KEY), Set.of("key"));
        grants.checkKey(ask.actor(), fields, Optional.ofNullable(row.teamId()));
        ObjectNode document = Documents.parse(row.document());
        fields.into(document);
        if (fields.has("duration")) {
            document.remove("expires");
            fields.text("duration")
                    .ifPresent(duration -> document.put(
                            "expires",
                            clock.instant().plus(Period.duration(duration)).toString()));
        }
        if (fields.has("key_type")) {
            applyType(document);
        }
        references.check(document);
        EntityRow written = replace(ask, row, document);
        ObjectNode reply = views.of(written);
        reply.put("key", written.id());
        fields.mention(reply);
        return reply;
    }

    private JsonNode delete(Ask ask) {
        List<EntityRow> rows = new ArrayList<>();
        ask.texts("keys").forEach(key -> rows.add(find(ask, key)));
        ask.texts("key_aliases")
                .forEach(alias -> rows.addAll(entities.read(mapper -> mapper.byAlias("key", alias)).stream()
                        .filter(ask.actor()::maySee)
                        .toList()));
        if (rows.isEmpty()) {
            throw Fields.invalid("keys: empty (expected: at least one key in keys, or alias in key_aliases)");
        }
        rows.forEach(row -> mayManage(ask, row));
        entities.apply(
                ask.actor().name(),
                rows.stream().<Change>map(Change.Delete::new).toList());
        ObjectNode reply = Documents.object();
        var deleted = reply.putArray("deleted_keys");
        rows.forEach(row -> deleted.add(row.id()));
        return reply;
    }

    private JsonNode block(Ask ask, boolean blocked) {
        EntityRow row = find(ask, ask.require("key"));
        mayManage(ask, row);
        ObjectNode document = Documents.parse(row.document());
        document.put("blocked", blocked);
        return views.of(replace(ask, row, document));
    }

    /** Makes a new key in the old one's place, which spends on from the same budgets; the old one may live on for a while. */
    private JsonNode regenerate(Ask ask, String key) {
        EntityRow row = find(ask, key);
        mayManage(ask, row);
        Fields fields = Fields.read(
                ask.body(), Schema.of(EntityKind.KEY), Set.of("key", "new_key", "grace_period", "new_master_key"));
        grants.checkKey(ask.actor(), fields, Optional.ofNullable(row.teamId()));
        Optional<Instant> until =
                ask.text("grace_period").map(grace -> clock.instant().plus(duration(grace)));
        String plain = ask.text("new_key").orElseGet(this::fresh);
        checkPlain("new_key", plain);
        ObjectNode document = Documents.parse(row.document());
        fields.into(document);
        if (!document.has(Account.LINE)) {
            document.put(Account.LINE, row.id());
        }
        finish(document, plain, fields);
        references.check(document);
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Create(EntityKind.KEY, KeyHash.of(plain).hex(), document));
        if (until.isPresent()) {
            ObjectNode old = Documents.parse(row.document());
            old.put("expires", until.get().toString());
            changes.add(new Change.Replace(row, old));
        } else {
            changes.add(new Change.Delete(row));
        }
        ObjectNode reply = shown(entities.apply(ask.actor().name(), changes).getFirst(), plain);
        fields.mention(reply);
        return reply;
    }

    private static Duration duration(String text) {
        try {
            return Period.duration(text);
        } catch (IllegalArgumentException e) {
            throw Fields.invalid("grace_period: " + e.getMessage());
        }
    }

    private EntityRow replace(Ask ask, EntityRow row, ObjectNode document) {
        return entities.apply(ask.actor().name(), List.of(new Change.Replace(row, document)))
                .getFirst();
    }

    /** A key by itself or by its hash, if it is for this actor to see. */
    EntityRow find(Ask ask, String keyOrHash) {
        UnaryOperator<String> id = text ->
                KeyHash.parse(text).isPresent() ? text : KeyHash.of(text).hex();
        return entities.find(EntityKind.KEY, id.apply(keyOrHash))
                .filter(ask.actor()::maySee)
                .orElseThrow(() -> Ask.notFound("key", KeyHash.parse(keyOrHash).isPresent() ? keyOrHash : "sk-..."));
    }

    private static void mayManage(Ask ask, EntityRow row) {
        if (!ask.actor().mayManage(row)) {
            throw Ask.forbidden("You may see this key, but not change it.");
        }
    }
}
