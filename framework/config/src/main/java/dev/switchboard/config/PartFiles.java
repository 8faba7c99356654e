package dev.switchboard.config;

import dev.switchboard.config.binding.Field;
import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.ConfigValue.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the files that a part names, by a reference or as a setting that is a path: it must name none. */
final class PartFiles {
    private static final String REFERENCE = "${file:";

    private final ComponentTypes types;

    PartFiles(ComponentTypes types) {
        this.types = types;
    }

    /** What is wrong with a part. */
    List<Notice> check(TranslatedPart part) {
        List<Notice> found = new ArrayList<>();
        references("providers", part.providers(), found);
        references("models", part.models(), found);
        Map<String, Class<? extends Record>> offered = types.of(Section.PROVIDERS);
        for (Entry provider : part.providers().entries()) {
            if (provider.value() instanceof Mapping settings
                    && settings.get("type").orElse(settings) instanceof Text type) {
                Optional.ofNullable(offered.get(type.value()))
                        .ifPresent(record -> paths(TranslatedPart.path(provider.key()), settings, record, found));
            }
        }
        return found;
    }

    private static void references(String path, ConfigValue value, List<Notice> found) {
        switch (value) {
            case Mapping mapping ->
                mapping.entries().forEach(entry -> references(path + "." + entry.key(), entry.value(), found));
            case Sequence sequence -> sequence.items().forEach(item -> references(path, item, found));
            case Text text -> {
                if (text.value().replace("$${", "").contains(REFERENCE)) {
                    found.add(refusal(path, value));
                }
            }
            case ConfigValue.Numeric _, ConfigValue.Bool _, ConfigValue.Null _ -> {}
        }
    }

    private static void paths(String path, Mapping settings, Class<?> record, List<Notice> found) {
        for (Field field : Field.of(record)) {
            settings.get(field.key()).ifPresent(value -> {
                String child = path + "." + field.key();
                if (field.type().getTypeName().contains(Path.class.getName())) {
                    found.add(refusal(child, value));
                } else if (value instanceof Mapping section && Field.isNested(field.valueType())) {
                    paths(child, section, field.valueType(), found);
                }
            });
        }
    }

    private static Notice refusal(String path, ConfigValue value) {
        return new Notice(
                Kind.INVALID,
                path,
                value.origin(),
                "names a file (expected: the value itself, or a variable of the environment; files are named in the"
                        + " configuration file alone)");
    }
}
