package dev.switchboard.launcher.assembly;

import dev.switchboard.config.Configuration;
import dev.switchboard.config.Section;
import dev.switchboard.config.binding.Field;
import dev.switchboard.config.binding.Setting;
import dev.switchboard.config.schema.TargetConfig;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.error.GatewayError;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What must not be repeated of what a provider says: an upstream may answer with the credentials that it was sent. */
final class ProviderSecrets {
    /** A shorter text would blot out common words. */
    private static final int SHORTEST = 4;

    /** The longest first, for one may be a part of another. */
    private final Set<String> secrets =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private ProviderSecrets() {}

    /** The secrets of some providers and of the targets there. */
    static ProviderSecrets of(Configuration configuration, Offers offers, List<String> providers) {
        ProviderSecrets found = new ProviderSecrets();
        for (String name : providers) {
            String type = Objects.requireNonNull(
                            configuration.gateway().providers().get(name), name)
                    .type();
            offers.find(Section.PROVIDERS, type)
                    .ifPresent(offered -> found.collect(
                            configuration.resolved(Section.PROVIDERS, name),
                            offered.factory().configType()));
        }
        configuration.gateway().models().values().stream()
                .flatMap(model -> model.targets().stream())
                .filter(target -> providers.contains(target.provider()))
                .map(TargetConfig::headers)
                .forEach(headers -> headers.values().forEach(found::add));
        return found;
    }

    private void collect(ConfigValue settings, Class<?> record) {
        if (settings instanceof Mapping mapping) {
            for (Field field : Field.of(record)) {
                mapping.get(field.key()).ifPresent(value -> {
                    if (field.secret()) {
                        texts(value);
                    } else if (Field.isNested(field.valueType())) {
                        collect(value, field.valueType());
                    }
                });
            }
        }
    }

    private void texts(ConfigValue value) {
        switch (value) {
            case Mapping mapping -> mapping.entries().forEach(entry -> texts(entry.value()));
            case ConfigValue.Sequence sequence -> sequence.items().forEach(this::texts);
            case ConfigValue.Text text -> add(text.value());
            case ConfigValue.Numeric number -> add(number.literal());
            case ConfigValue.Bool _, ConfigValue.Null _ -> {}
        }
    }

    private void add(String text) {
        if (text.length() >= SHORTEST) {
            secrets.add(text);
        }
    }

    private String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, Setting.MASK);
        }
        return masked;
    }

    /** An error whose words hold none of them. */
    GatewayError mask(GatewayError error) {
        GatewayError.Builder masked =
                GatewayError.builder(error.kind(), mask(error.message())).status(error.status());
        error.detail().map(this::mask).ifPresent(masked::detail);
        return error.fromUpstream() ? masked.fromUpstream().build() : masked.build();
    }
}
