package dev.switchboard.format.litellm;

import dev.switchboard.format.litellm.TargetTranslation.DefaultTimeouts;
import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigFormat.Translation;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Text;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Translates one file. */
final class FileTranslation {
    private static final int SHORT_KEY = 16;
    /** What a credential is made of; the info is for people. */
    private static final Set<String> CREDENTIAL = Set.of("credential_name", "credential_values", "credential_info");

    private static final Set<String> SECTIONS = Set.of(
            "model_list",
            "litellm_settings",
            "router_settings",
            "general_settings",
            "environment_variables",
            "credential_list",
            "guardrails");

    private final Mapping root;
    private final Mapping library;
    private final Mapping router;
    private final Mapping general;
    private final Notices notices = new Notices();
    private final Environment environment;
    private final RouterTranslation routerSettings;

    FileTranslation(Mapping root) {
        this.root = root;
        this.library = Values.mapping(root, "litellm_settings");
        this.router = Values.mapping(root, "router_settings");
        this.general = Values.mapping(root, "general_settings");
        this.environment = new Environment(Values.mapping(root, "environment_variables"));
        this.routerSettings = new RouterTranslation(router, library, notices);
    }

    Translation translate() {
        DefaultTimeouts defaults = new DefaultTimeouts(
                routerSettings
                        .setting("timeout")
                        .or(() -> library.get("request_timeout"))
                        .flatMap(Values::seconds),
                routerSettings.setting("stream_timeout").flatMap(Values::seconds));
        TargetTranslation targets = new TargetTranslation(environment, notices, defaults, routerSettings);
        ProviderTranslation providers = new ProviderTranslation(environment, notices);
        ConfigValue.Builder routing = routerSettings.routing();
        Mapping models = models(targets, providers, routing);
        ConfigValue.Builder config = Mapping.builder(root.origin());
        config.put("server", server(targets.longest()));
        config.put("keys", keys());
        config.put("providers", providers.section(root));
        config.put("models", models);
        new CacheTranslation(library, environment, notices).caches().ifPresent(caches -> config.put("caches", caches));
        routing.put("health-checks", HealthTranslation.checks(general, notices));
        config.put("routing", routing.build());
        report();
        return new Translation(config.build(), notices.inOrder());
    }

    private Mapping models(TargetTranslation targets, ProviderTranslation providers, ConfigValue.Builder routing) {
        Map<String, List<Deployment>> groups = new DeploymentReader(root, notices).read();
        Aliases aliases = new Aliases(Values.mapping(router, "model_group_alias"), groups.keySet(), notices);
        FallbackTranslation fallbacks = fallbacks(groups.keySet());
        fallbacks.addTo(routing);
        ConfigValue.Builder models = Mapping.builder(root.origin());
        groups.forEach((name, group) -> {
            Optional<String> share = Deployment.shareField(group);
            List<ConfigValue> made = group.stream()
                    .<ConfigValue>map(d -> targets.target(d, providers.instance(d), share))
                    .toList();
            Entry first = group.getFirst().entry().entries().getFirst();
            ConfigValue.Builder model = Mapping.builder(first.origin());
            model.put("targets", new ConfigValue.Sequence(made, first.origin()));
            aliases.addTo(name, model);
            fallbacks.addTo(name, model);
            routerSettings.addTo(name, model);
            List<ConfigValue> accessGroups = group.stream()
                    .flatMap(d -> Values.items(d.info(), "access_groups").stream())
                    .toList();
            group.stream()
                    .flatMap(d -> d.params().get("silent_model").stream())
                    .filter(other ->
                            Values.text(other).filter(groups::containsKey).isPresent())
                    .findFirst()
                    .ifPresent(other -> model.put(
                            "mirror",
                            Mapping.builder(other.origin()).put("model", other).build()));
            model.put("access-groups", new ConfigValue.Sequence(accessGroups, first.origin()));
            models.put(name, model.build(), first.origin());
        });
        return models.build();
    }

    private Mapping server(Duration longest) {
        ConfigValue.Builder limits = Mapping.builder(general.origin());
        general.get("max_request_size_mb").ifPresent(size -> {
            Optional<String> megabytes = Values.text(size).filter(t -> t.matches("[1-9][0-9]{0,3}"));
            if (megabytes.isPresent()) {
                limits.put("max-body", new Text(megabytes.get() + "MB", size.origin()));
            } else {
                notices.add(
                        Kind.INVALID,
                        "general_settings.max_request_size_mb",
                        size.origin(),
                        "not a whole number of megabytes from 1 to 9999");
            }
        });
        if (longest.compareTo(Duration.ofMinutes(10)) > 0) {
            limits.put("request-timeout", Values.duration(longest, root.origin()));
        }
        return Mapping.builder(general.origin()).put("limits", limits.build()).build();
    }

    private Mapping keys() {
        ConfigValue.Builder keys = Mapping.builder(general.origin());
        Optional<ConfigValue> master =
                general.get("master_key").filter(k -> Values.text(k).isPresent());
        master.ifPresent(key -> keys.put("operator", environment.translate(key)));
        if (master.isEmpty()) {
            notices.add(
                    Kind.RISK,
                    "general_settings.master_key",
                    general.origin(),
                    "missing: LiteLLM would answer without a key or take LITELLM_MASTER_KEY; here a key is always"
                            + " wanted, and one is made at the first start. To use yours, write master_key:"
                            + " os.environ/NAME");
        } else if (!Values.text(master.get()).orElse("").startsWith("os.environ/")
                && Values.text(master.get()).orElse("").length() < SHORT_KEY) {
            notices.add(
                    Kind.RISK,
                    "general_settings.master_key",
                    master.get().origin(),
                    "shorter than " + SHORT_KEY + " characters: it can be guessed");
        }
        return keys.build();
    }

    private FallbackTranslation fallbacks(Set<String> models) {
        Set<String> names = new HashSet<>(models);
        Values.mapping(router, "model_group_alias").entries().forEach(alias -> names.add(alias.key()));
        FallbackTranslation fallbacks = new FallbackTranslation(
                name -> names.contains(name) || names.stream().anyMatch(pattern -> matches(pattern, name)), notices);
        FallbackTranslation.LISTS.keySet().stream()
                .sorted()
                .forEach(list -> routerSettings.setting(list).ifPresent(value -> fallbacks.read(list, value, models)));
        routerSettings.setting("default_fallbacks").ifPresent(fallbacks::readDefaults);
        return fallbacks;
    }

    private static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        return star >= 0 && name.startsWith(pattern.substring(0, star)) && name.length() > star;
    }

    /** What a credential says is used by the deployments that name it; what nobody knows of it is named here. */
    private void credentials() {
        List<ConfigValue> credentials = Values.items(root, "credential_list");
        for (int i = 0; i < credentials.size(); i++) {
            if (credentials.get(i) instanceof Mapping credential) {
                notices.untranslated("credential_list", "credential_list[" + i + "]", credential, CREDENTIAL);
            }
        }
    }

    private void report() {
        Set<String> either = RouterTranslation.TRANSLATED;
        notices.untranslated("", "", root, SECTIONS);
        credentials();
        notices.untranslated("router_settings", "router_settings", router, union(either, "model_group_alias"));
        notices.untranslated(
                "litellm_settings",
                "litellm_settings",
                library,
                union(union(either, "request_timeout"), CacheTranslation.SETTINGS));
        notices.untranslated(
                "general_settings",
                "general_settings",
                general,
                union(union(HealthTranslation.GENERAL, "master_key"), "max_request_size_mb"));
        routerSettings
                .setting("stream_timeout")
                .ifPresent(value -> notices.add(
                        Kind.CHANGED,
                        "stream_timeout",
                        value.origin(),
                        "limits the wait for the first byte of every reply, streamed or not"));
        List<ConfigValue> guardrails = Values.items(root, "guardrails");
        for (int i = 0; i < guardrails.size(); i++) {
            String name = guardrails.get(i) instanceof Mapping map
                    ? Values.text(map, "guardrail_name").orElse("unnamed")
                    : "unnamed";
            notices.add(
                    Kind.RISK,
                    "guardrails[" + i + "]",
                    guardrails.get(i).origin(),
                    "the guardrail '" + name + "' is not applied: what it blocked or masked goes through");
        }
        environment.report(notices);
    }

    private static Set<String> union(Set<String> keys, Set<String> further) {
        Set<String> all = new HashSet<>(keys);
        all.addAll(further);
        return all;
    }

    private static Set<String> union(Set<String> keys, String further) {
        return union(keys, Set.of(further));
    }
}
