package dev.switchboard.config;

import dev.switchboard.config.binding.Binder;
import dev.switchboard.config.binding.Field;
import dev.switchboard.config.binding.Names;
import dev.switchboard.config.binding.Remaining;
import dev.switchboard.config.schema.AccountsConfig;
import dev.switchboard.config.schema.Component;
import dev.switchboard.config.schema.Guardrail;
import dev.switchboard.config.schema.RoutingConfig;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Default;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parts of the configuration whose entries name a type that a plugin offers. */
public enum Section {
    PROVIDERS("provider"),
    CALLBACKS("callback"),
    GUARDRAILS("guardrail"),
    CACHES("cache"),
    PROMPTS("prompt source"),
    IDENTITIES("identity"),
    ADMISSIONS("admission"),
    ENDPOINTS("endpoint"),
    SHARED("shared values"),
    /** The accounts: one at most, without a name of its own. */
    ACCOUNTS("accounts"),
    /** The strategy of {@code routing}: one, without a name of its own. */
    ROUTING("routing strategy");

    private final String noun;

    Section(String noun) {
        this.noun = noun;
    }

    /** What an entry is called in a sentence. */
    public String noun() {
        return noun;
    }

    /** The key at the top of the file. */
    public String key() {
        return Names.kebab(name());
    }

    /** The path of an instance in the configuration. */
    String path(String name) {
        return this == ROUTING || this == ACCOUNTS ? key() : Names.child(key(), name);
    }

    /** An instance's type and the keys that the type's record is bound to. */
    record Instance(String type, Mapping settings) {}

    /** The configured instances by name, as far as their types can be read; nothing else has to be right. */
    Map<String, Instance> instances(Mapping root, Binder binder) {
        ConfigValue section = root.get(key()).orElse(new ConfigValue.Null(root.origin()));
        return switch (this) {
            case GUARDRAILS -> named(section, binder, Guardrail.class);
            case PROVIDERS, CALLBACKS, CACHES, PROMPTS, IDENTITIES, ADMISSIONS, ENDPOINTS, SHARED ->
                named(section, binder, Component.class);
            case ACCOUNTS ->
                root.get(key())
                        .flatMap(written ->
                                binder.bind(key(), written, Accounts.class).result())
                        .map(it -> Map.of(it.type(), instance(it.type(), it.rest(), AccountsConfig.class)))
                        .orElse(Map.of());
            case ROUTING ->
                binder.bind(key(), section, Strategy.class)
                        .result()
                        .map(it -> Map.of(it.strategy(), instance(it.strategy(), it.rest(), RoutingConfig.class)))
                        .orElse(Map.of());
        };
    }

    private record Strategy(
            @Default(RoutingConfig.DEFAULT_STRATEGY) String strategy,
            @Remaining Mapping rest) {}

    private record Accounts(
            @Default(AccountsConfig.DEFAULT_TYPE) String type,
            @Remaining Mapping rest) {}

    private record Type(String type, @Remaining Mapping rest) {}

    private Map<String, Instance> named(ConfigValue section, Binder binder, Class<? extends Record> schema) {
        Map<String, Instance> instances = new LinkedHashMap<>();
        if (section instanceof Mapping mapping) {
            mapping.entries()
                    .forEach(entry -> binder.bind(path(entry.key()), entry.value(), Type.class)
                            .result()
                            .ifPresent(it -> instances.put(entry.key(), instance(it.type(), it.rest(), schema))));
        }
        return instances;
    }

    /** @param schema whose keys are the kernel's, not the plugin's */
    private static Instance instance(String type, Mapping keys, Class<? extends Record> schema) {
        List<String> known = Field.of(schema).stream().map(Field::key).toList();
        List<Entry> settings = keys.entries().stream()
                .filter(entry -> !known.contains(entry.key()))
                .toList();
        return new Instance(type, new Mapping(settings, keys.origin()));
    }

    /** Says that nobody offers a type. */
    String notOffered(String type, Set<String> offered) {
        return "no installed plugin offers the " + noun + " '" + type + "'"
                + Names.advice(type, offered.stream().sorted().toList());
    }
}
