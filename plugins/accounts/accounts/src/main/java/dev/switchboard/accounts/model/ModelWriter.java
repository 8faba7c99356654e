package dev.switchboard.accounts.model;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.Entities;
import dev.switchboard.accounts.directory.Entities.Change;
import dev.switchboard.accounts.secret.Sealer;
import dev.switchboard.accounts.secret.SecretPlace;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.runtime.RuntimeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes models and credentials: looked at by the gateway first, then stored, then in force. What cannot be used is refused with the
 * field and the reason, and nothing is stored. One change at a time; blocks.
 */
public final class ModelWriter {
    private static final int LONGEST_FIELD = 100;

    private final LiveModels live;
    private final Entities entities;
    private final Sealer sealer;
    private final Variables variables;
    private final SecretHosts hosts;
    private final RuntimeConfig config;
    private final ReentrantLock one = new ReentrantLock();

    /**
     * @param variables that may be referred to
     * @param hosts     that secrets may be sent to
     */
    public ModelWriter(
            LiveModels live,
            Entities entities,
            Sealer sealer,
            Variables variables,
            SecretHosts hosts,
            RuntimeConfig config) {
        this.live = live;
        this.entities = entities;
        this.sealer = sealer;
        this.variables = variables;
        this.hosts = hosts;
        this.config = config;
    }

    /**
     * What a change came to.
     *
     * @param warnings what the operator must know of it
     */
    public record Written(Entry entry, List<String> warnings) {}

    /** Adds one. @throws GatewayException with the reason if it cannot be used */
    public Written create(Author author, EntityKind kind, String id, ObjectNode whole) {
        return locked(() -> write(author, kind, id, whole, Optional.empty()));
    }

    /** Replaces one. @throws GatewayException with the reason if it cannot be used */
    public Written replace(Author author, Entry before, ObjectNode whole) {
        return locked(() -> write(author, before.row().entityKind(), before.id(), whole, Optional.of(before)));
    }

    /** Removes one. @throws GatewayException for a credential that a model names */
    public void delete(Author author, Entry before) {
        locked(() -> {
            List<Entry> users =
                    before.row().entityKind() == EntityKind.CREDENTIAL ? live.using(before.id()) : List.of();
            if (!users.isEmpty()) {
                throw GatewayException.of(
                        ErrorKind.INVALID_REQUEST,
                        "The credential \"" + before.id() + "\" is used by the models "
                                + String.join(
                                        ", ", users.stream().map(Entry::id).toList())
                                + " (expected: one that no model names); change or delete those first.");
            }
            entities.apply(author.name(), List.of(new Change.Delete(before.row())));
            live.refresh();
            return before;
        });
    }

    /** Checks what a request wants to be tried, as if it were to be stored. @param before what it would replace */
    public void checkReferences(Author author, EntityKind kind, ObjectNode whole, Optional<Entry> before) {
        variables.check(Entry.sectionName(kind), Entry.section(kind, whole));
        hosts.check(
                author,
                kind,
                whole,
                before.map(Entry::whole).orElseGet(Documents::object),
                kind == EntityKind.MODEL ? live.credentialOf(whole) : Optional.empty());
    }

    private interface Work<T> {
        T run();
    }

    private <T> T locked(Work<T> work) {
        one.lock();
        try {
            return work.run();
        } finally {
            one.unlock();
        }
    }

    private Written write(Author author, EntityKind kind, String id, ObjectNode whole, Optional<Entry> before) {
        before.flatMap(Entry::fault).filter(_ -> hasMarks(kind, whole)).ifPresent(fault -> {
            throw GatewayException.of(
                    ErrorKind.INVALID_REQUEST,
                    "This " + kind.label() + " cannot be read: " + fault + ". Set its secrets anew, or delete it.");
        });
        checkReferences(author, kind, whole, before);
        checkSecrets(kind, whole);
        List<String> warnings = kind == EntityKind.MODEL ? checkModel(id, whole) : checkUsers(id, whole, before);
        Split split = Split.of(kind, whole, before);
        Change change = before.<Change>map(entry -> new Change.Replace(entry.row(), split.document()))
                .orElseGet(() -> new Change.Create(kind, id, split.document()));
        EntityRow row = entities.apply(author.name(), List.of(change), mapper -> {
                    split.gone().forEach(field -> mapper.deleteSecret(kind.label(), id, field));
                    split.changed().forEach((field, secret) -> {
                        mapper.deleteSecret(kind.label(), id, field);
                        mapper.addSecret(sealer.seal(SecretPlace.of(kind, id, field), secret));
                    });
                })
                .getFirst();
        live.refresh();
        return new Written(new Entry(row, whole, Optional.empty()), warnings);
    }

    /** Whether a secret could not be read and was not set anew. */
    private static boolean hasMarks(EntityKind kind, ObjectNode whole) {
        ObjectNode section = Entry.section(kind, whole);
        return section.propertyNames().stream().anyMatch(name -> Entry.isSealed(section, name));
    }

    private void checkSecrets(EntityKind kind, ObjectNode whole) {
        String section = Entry.sectionName(kind);
        for (var each : Entry.section(kind, whole).properties()) {
            String name = each.getKey();
            JsonNode value = each.getValue();
            String field = section + "." + (name.length() > LONGEST_FIELD ? name.substring(0, LONGEST_FIELD) : name);
            if (name.length() > LONGEST_FIELD) {
                throw invalid(
                        field, "a name of " + name.length() + " characters (expected: at most " + LONGEST_FIELD + ")");
            }
            if (value.isString() && value.stringValue().equals(SecretFields.MASK)) {
                throw invalid(field, "the mask of a secret (expected: the secret itself)");
            }
            if (SecretFields.isSecret(name, value) && !sealer.canSeal()) {
                throw invalid(
                        field,
                        "would be kept in the store, and there is no key to encrypt it with (expected:"
                                + " accounts.encryption.key in the configuration, 32 random bytes as openssl rand -base64 32"
                                + " prints them; or os.environ/NAME here, which keeps the value out of the store)");
            }
        }
        if (whole.get("model_info") instanceof ObjectNode info && info.has("custom_tokenizer")) {
            throw invalid("model_info.custom_tokenizer", "is not supported, and could hold a secret (expected: none)");
        }
    }

    private static GatewayException invalid(String field, String why) {
        return GatewayError.builder(ErrorKind.INVALID_REQUEST, field + ": " + why)
                .param(field)
                .build()
                .asException();
    }

    private List<String> checkModel(String id, ObjectNode whole) {
        List<Notice> notices = config.check(live.part(id, whole, Optional.empty()));
        Told.refuse(id, notices);
        return Told.warnings(id, notices);
    }

    /** A credential is good if every model that names it can go on with it. */
    private List<String> checkUsers(String name, ObjectNode whole, Optional<Entry> before) {
        List<String> warnings = new ArrayList<>();
        before.ifPresent(entry -> {
            Entry next = new Entry(entry.row(), whole, Optional.empty());
            for (Entry user : live.using(name)) {
                List<Notice> notices = config.check(live.part(user.id(), user.whole(), Optional.of(next)));
                Told.refuse(user.id(), notices);
                warnings.addAll(Told.warnings(user.id(), notices));
            }
        });
        return warnings;
    }
}
