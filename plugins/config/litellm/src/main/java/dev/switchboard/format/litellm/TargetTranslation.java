package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Numeric;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.Origin;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a target of a deployment, and names what of the deployment does not fit into one. */
final class TargetTranslation {
    private static final Set<String> TRANSLATED = Set.of(
            "model",
            "custom_llm_provider",
            "litellm_credential_name",
            "timeout",
            "stream_timeout",
            "extra_headers",
            "additional_drop_params");

    private static final List<String> DEFAULT_PARAMETERS = DataFile.lines("defaults.txt");

    private final Environment environment;
    private final Notices notices;
    private final DefaultTimeouts defaults;
    private final TraitTranslation traits;
    private final Set<String> reported = new HashSet<>();
    private Duration longest = Duration.ZERO;

    /**
     * What holds where a deployment says nothing.
     *
     * @param total  the whole reply
     * @param stream the first piece of a reply
     */
    record DefaultTimeouts(Optional<Duration> total, Optional<Duration> stream) {}

    TargetTranslation(Environment environment, Notices notices, DefaultTimeouts defaults, RouterTranslation router) {
        this.traits = new TraitTranslation(router);
        this.environment = environment;
        this.notices = notices;
        this.defaults = defaults;
    }

    /** The longest time that any target may take; zero if none says. */
    Duration longest() {
        return longest;
    }

    /** @param shareField by which number the group shares its calls, if it does */
    Mapping target(Deployment deployment, String provider, Optional<String> shareField) {
        Origin origin = deployment.origin();
        Mapping params = deployment.params();
        ConfigValue.Builder target = Mapping.builder(origin);
        target.put("provider", provider).put("model", deployment.target().replace("${", "$${"));
        shareField.ifPresentOrElse(
                field -> target.put("weight", deployment.share(field).orElse(new Numeric("0", origin))),
                () -> deployment.share("weight").ifPresent(weight -> target.put("weight", weight)));
        params.get("extra_headers").ifPresent(headers -> target.put("headers", environment.translate(headers)));
        params.get("additional_drop_params").ifPresent(_ -> target.put("remove", removed(params)));
        target.put("defaults", defaultParameters(params));
        target.put("timeouts", timeouts(deployment));
        PriceTranslation.addTo(target, deployment);
        traits.addTo(target, deployment);
        if (reported.add(deployment.path())) {
            report(deployment, shareField);
        }
        return target.build();
    }

    /** Parameters that hold where the caller sends none; those of {@code extra_body} too. */
    private Mapping defaultParameters(Mapping params) {
        ConfigValue.Builder parameters = Mapping.builder(params.origin());
        for (String name : DEFAULT_PARAMETERS) {
            params.get(name).ifPresent(value -> parameters.put(name, environment.translate(value)));
        }
        Mapping extra = Values.mapping(params, "extra_body");
        extra.entries().stream()
                .filter(entry -> !DEFAULT_PARAMETERS.contains(entry.key())
                        || params.get(entry.key()).isEmpty())
                .forEach(entry -> parameters.put(entry.key(), environment.translate(entry.value())));
        return parameters.build();
    }

    private static Sequence removed(Mapping params) {
        List<ConfigValue> names = Values.items(params, "additional_drop_params").stream()
                .filter(TargetTranslation::isMember)
                .toList();
        return new Sequence(names, params.origin());
    }

    private static boolean isMember(ConfigValue name) {
        return Values.text(name).filter(text -> text.matches("[A-Za-z0-9_-]+")).isPresent();
    }

    /** LiteLLM knows one time-out for all; ours are finer, so the others follow it. */
    private Mapping timeouts(Deployment deployment) {
        Optional<Duration> own = seconds(deployment, "timeout");
        Duration total = own.or(defaults::total).orElse(Duration.ofSeconds(600));
        Duration first =
                seconds(deployment, "stream_timeout").or(defaults::stream).orElse(total);
        longest = longest.compareTo(total) < 0 ? total : longest;
        Origin origin = deployment.origin();
        return Mapping.builder(origin)
                .put("first-byte", Values.duration(first, origin))
                .put("idle", Values.duration(total, origin))
                .put("total", Values.duration(total, origin))
                .build();
    }

    private Optional<Duration> seconds(Deployment deployment, String key) {
        Optional<ConfigValue> written = deployment.params().get(key);
        Optional<Duration> seconds = written.flatMap(Values::seconds);
        if (written.isPresent() && seconds.isEmpty() && !reported.contains(deployment.path())) {
            notices.add(
                    Kind.UNSUPPORTED,
                    deployment.path() + ".litellm_params." + key,
                    written.get().origin(),
                    "not a number of seconds; the default holds");
        }
        return seconds;
    }

    private void report(Deployment deployment, Optional<String> shareField) {
        Set<String> translated = new HashSet<>(TRANSLATED);
        translated.addAll(ProviderSettings.translated(deployment));
        translated.addAll(DEFAULT_PARAMETERS);
        translated.add("extra_body");
        translated.addAll(PriceTranslation.names(deployment));
        translated.addAll(traits.translated());
        shareField.ifPresent(translated::add);
        deployment.share("weight").ifPresent(_ -> translated.add("weight"));
        Values.items(deployment.params(), "additional_drop_params").stream()
                .filter(name -> !isMember(name))
                .forEach(name -> notices.add(
                        Kind.UNSUPPORTED,
                        deployment.path() + ".litellm_params.additional_drop_params",
                        name.origin(),
                        "only parameters at the top of a request can be removed; this one stays"));
        Mapping entry = deployment.entry();
        String path = deployment.path();
        notices.untranslated("litellm_params", path + ".litellm_params", deployment.params(), translated);
        translated.addAll(TraitTranslation.INFO);
        notices.untranslated("model_info", path + ".model_info", deployment.info(), translated);
        Set<String> outer = new HashSet<>(List.of("model_name", "litellm_params", "model_info"));
        outer.addAll(traits.translated());
        shareField.ifPresent(outer::add);
        notices.untranslated("model_list", path, entry, outer);
        shareField
                .filter(field -> !field.equals("weight") && !traits.translated().contains(field))
                .flatMap(deployment::share)
                .ifPresent(value -> notices.add(
                        Kind.CHANGED,
                        path + ".litellm_params." + shareField.get(),
                        value.origin(),
                        "sets the share of the calls, as LiteLLM's simple-shuffle does; it is not a limit"));
    }
}
