package dev.switchboard.accounts.model;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.secret.Sealer;
import dev.switchboard.accounts.secret.SecretException;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.mapper.EntityMapper;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import dev.switchboard.accounts.store.row.SecretRow;
import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.runtime.ConfigPart;
import dev.switchboard.spi.runtime.RuntimeConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The models and credentials of the store, in memory. Each model is a part of the configuration, in LiteLLM's format, with the
 * credential that it names. Safe for use by any thread.
 */
public final class LiveModels {
    private static final int PAGE = 1_000;

    private final Store store;
    private final Sealer sealer;
    private final RuntimeConfig config;
    private final ReentrantLock one = new ReentrantLock();
    private volatile State state = new State(Map.of(), Map.of(), List.of());

    /** Empty until it is loaded. @param config is told of changes */
    public LiveModels(Store store, Sealer sealer, RuntimeConfig config) {
        this.store = store;
        this.sealer = sealer;
        this.config = config;
    }

    private record State(Map<String, Entry> models, Map<String, Entry> credentials, List<ConfigPart> parts) {
        /** Every change of a row or its secrets raises the row's version. */
        private boolean isSame(State other) {
            return rows(models).equals(rows(other.models)) && rows(credentials).equals(rows(other.credentials));
        }

        private static List<String> rows(Map<String, Entry> entries) {
            return entries.values().stream()
                    .map(entry -> entry.row().version() + " " + entry.id() + " "
                            + entry.row().createdAt())
                    .toList();
        }
    }

    /** Reads everything. @throws dev.switchboard.accounts.store.StoreException if that is not possible */
    public void load() {
        state = read();
    }

    /**
     * Reads everything again, and has the gateway's configuration follow if something changed.
     *
     * @throws dev.switchboard.accounts.store.StoreException if the store cannot be read
     * @throws dev.switchboard.spi.error.GatewayException if the change cannot be put in force
     */
    public void refresh() {
        one.lock(); // who read first must not be the last to say what is there
        try {
            State before = state;
            State next = read();
            state = next;
            if (!next.isSame(before)) {
                config.changed();
            }
        } finally {
            one.unlock();
        }
    }

    /** What the store adds to the configuration: the oldest first. */
    public List<ConfigPart> parts() {
        return state.parts();
    }

    /** The models by id, the oldest first. */
    public Map<String, Entry> models() {
        return state.models();
    }

    /** The credentials by name, the oldest first. */
    public Map<String, Entry> credentials() {
        return state.credentials();
    }

    /** The models that name a credential. */
    public List<Entry> using(String credential) {
        return models().values().stream()
                .filter(model ->
                        credentialName(model.whole()).filter(credential::equals).isPresent())
                .toList();
    }

    /** The stored credential that a model names. */
    Optional<Entry> credentialOf(ObjectNode model) {
        return credentialName(model).map(credentials()::get);
    }

    private static Optional<String> credentialName(ObjectNode model) {
        return Documents.text(Entry.section(EntityKind.MODEL, model), "litellm_credential_name");
    }

    /** The part that a model would be. @param instead a credential that stands in the place of the stored one of its name */
    public ConfigPart part(String id, ObjectNode model, Optional<Entry> instead) {
        Optional<Entry> credential = credentialName(model)
                .flatMap(name -> instead.filter(entry -> entry.id().equals(name))
                        .or(() -> Optional.ofNullable(credentials().get(name))));
        return part(id, model, credential, Optional.empty());
    }

    private static ConfigPart part(String id, ObjectNode model, Optional<Entry> credential, Optional<String> fault) {
        ConfigTree tree = new ConfigTree("model " + id);
        ObjectNode whole = model.deepCopy();
        if (whole.get("model_info") instanceof ObjectNode info) {
            info.put("id", id);
        } else {
            whole.putObject("model_info").put("id", id);
        }
        var root = Mapping.builder(tree.origin(""));
        root.put("model_list", new Sequence(List.of(tree.mapping(whole)), tree.origin("")));
        credential.ifPresent(entry -> {
            ConfigTree values = new ConfigTree("credential " + entry.id());
            ObjectNode named = entry.whole().deepCopy();
            named.put("credential_name", entry.id());
            root.put("credential_list", new Sequence(List.of(values.mapping(named)), values.origin("")));
        });
        List<Notice> notices = fault.or(() -> credential.flatMap(Entry::fault)).stream()
                .map(reason -> new Notice(Kind.INVALID, "", tree.origin(""), reason))
                .toList();
        return new ConfigPart(id, root.build(), notices);
    }

    private State read() {
        return store.entities(mapper -> {
            Map<String, Entry> models = entries(mapper, EntityKind.MODEL);
            Map<String, Entry> credentials = entries(mapper, EntityKind.CREDENTIAL);
            List<ConfigPart> parts = models.values().stream()
                    .map(model -> part(
                            model.id(),
                            model.whole(),
                            credentialName(model.whole()).map(credentials::get),
                            model.fault()))
                    .toList();
            return new State(models, credentials, parts);
        });
    }

    private Map<String, Entry> entries(EntityMapper mapper, EntityKind kind) {
        Map<String, List<SecretRow>> secrets = new LinkedHashMap<>();
        mapper.secrets(kind.label())
                .forEach(row -> secrets.computeIfAbsent(row.entityId(), _ -> new ArrayList<>())
                        .add(row));
        List<EntityRow> rows = new ArrayList<>();
        List<EntityRow> page;
        do {
            page = mapper.page(
                    kind.label(), rows.isEmpty() ? "" : rows.getLast().id(), PAGE);
            rows.addAll(page);
        } while (page.size() == PAGE);
        rows.sort(Comparator.comparing(EntityRow::createdAt).thenComparing(EntityRow::id));
        Map<String, Entry> entries = new LinkedHashMap<>();
        rows.forEach(row -> entries.put(row.id(), entry(row, secrets.getOrDefault(row.id(), List.of()))));
        return entries;
    }

    private Entry entry(EntityRow row, List<SecretRow> secrets) {
        ObjectNode whole = Documents.object();
        Optional<String> fault = Optional.empty();
        try {
            whole = Documents.parse(row.document());
            ObjectNode section = Entry.section(row.entityKind(), whole);
            for (SecretRow secret : secrets) {
                if (Entry.isSealed(section, secret.field())) {
                    section.set(secret.field(), json(sealer.open(secret)));
                }
            }
            fault = section.propertyNames().stream()
                    .filter(name -> Entry.isSealed(section, name))
                    .findFirst()
                    .map(name -> name + " is missing in the store; set it anew");
        } catch (SecretException | IllegalArgumentException e) {
            fault = Optional.of(String.valueOf(e.getMessage()));
        }
        return new Entry(row, whole, fault);
    }

    private static JsonNode json(String text) {
        return Documents.parse("{\"value\":" + text + "}").get("value");
    }
}
