package dev.switchboard.config;

import dev.switchboard.config.binding.Names;
import dev.switchboard.config.schema.Component;
import dev.switchboard.config.schema.GatewayConfig;
import dev.switchboard.spi.config.ConfigValue;
import java.util.LinkedHashMap;
import java.util.Map;

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
        return this == ROUTING ? key() : Names.child(key(), name);
    }

    /** An instance's type and the keys that the type's record is bound to. */
    record Instance(String type, ConfigValue.Mapping settings) {}

    /** The configured instances by name. */
    Map<String, Instance> instances(GatewayConfig config) {
        Map<String, Instance> instances = new LinkedHashMap<>();
        switch (this) {
            case GUARDRAILS ->
                config.guardrails().forEach((name, g) -> instances.put(name, new Instance(g.type(), g.settings())));
            case ROUTING -> {
                var routing = config.routing();
                instances.put(routing.strategy(), new Instance(routing.strategy(), routing.options()));
            }
            case PROVIDERS, CALLBACKS, CACHES, PROMPTS, IDENTITIES, ADMISSIONS, ENDPOINTS ->
                components(config).forEach((name, c) -> instances.put(name, new Instance(c.type(), c.settings())));
        }
        return instances;
    }

    private Map<String, Component> components(GatewayConfig config) {
        return switch (this) {
            case PROVIDERS -> config.providers();
            case CALLBACKS -> config.callbacks();
            case CACHES -> config.caches();
            case PROMPTS -> config.prompts();
            case IDENTITIES -> config.identities();
            case ADMISSIONS -> config.admissions();
            case ENDPOINTS -> config.endpoints();
            case GUARDRAILS, ROUTING -> Map.of();
        };
    }
}
