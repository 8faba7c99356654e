package dev.switchboard.config;

import dev.switchboard.config.binding.Names;
import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.ConfigFormat.Translation;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.ConfigValue.Text;
import dev.switchboard.spi.runtime.ConfigPart;
import java.util.ArrayList;
import java.util.List;

/**
 * A part in the native schema, its providers under the names that they get beside others.
 *
 * @param providers the part's own
 * @param models    that have targets here
 * @param notices   about what the part says; one of the kind {@code INVALID} means that it cannot be used
 */
record TranslatedPart(String id, Mapping providers, Mapping models, List<Notice> notices) {
    private static final String PROVIDERS = "providers";
    private static final String MODELS = "models";
    private static final List<String> ALLOWED = List.of(PROVIDERS, MODELS);

    /**
     * Translates a part.
     *
     * @param formats the foreign formats that installed plugins know
     * @param file    the operator's file as it is written
     */
    static TranslatedPart of(ConfigPart part, List<ConfigFormat> formats, Mapping file) {
        Mapping written = part.config();
        List<Notice> notices = new ArrayList<>(part.notices());
        Mapping tree = written;
        ConfigFormat format = formats.stream()
                .filter(each -> each.recognises(written))
                .findFirst()
                .orElse(null);
        if (format != null) {
            Translation translation =
                    format.translate(format.recognises(file) ? format.complete(written, file) : written);
            tree = translation.config();
            translation.notices().stream()
                    .filter(notice -> isAbout(written, notice))
                    .forEach(notices::add);
        } else {
            written.entries().stream()
                    .filter(entry -> !ALLOWED.contains(entry.key()))
                    .map(entry -> invalid(
                            entry,
                            "'" + entry.key() + "' (expected: " + String.join(" or ", ALLOWED)
                                    + ", or a format that an installed plugin knows)"))
                    .forEach(notices::add);
        }
        return named(part.id(), section(tree, PROVIDERS), section(tree, MODELS), notices);
    }

    /** A format also speaks about what a file of its own would need to have, and a part need not. */
    private static boolean isAbout(Mapping written, Notice notice) {
        return written.keys().contains(notice.path().split("[.\\[]", 2)[0]);
    }

    private static Notice invalid(Entry entry, String message) {
        return new Notice(Kind.INVALID, entry.key(), entry.origin(), message);
    }

    private static Mapping section(Mapping tree, String key) {
        return tree.get(key).orElse(tree) instanceof Mapping section && section != tree
                ? section
                : new Mapping(List.of(), tree.origin());
    }

    private static TranslatedPart named(String id, Mapping providers, Mapping models, List<Notice> notices) {
        List<Entry> renamed = providers.entries().stream()
                .map(entry -> new Entry(own(entry.key(), id), entry.value(), entry.origin()))
                .toList();
        List<Entry> pointed = models.entries().stream()
                .map(entry -> new Entry(entry.key(), pointed(entry.value(), providers, id), entry.origin()))
                .toList();
        return new TranslatedPart(
                id,
                new Mapping(renamed, providers.origin()),
                new Mapping(pointed, models.origin()),
                List.copyOf(notices));
    }

    private static String own(String provider, String id) {
        return provider + "@" + id;
    }

    private static ConfigValue pointed(ConfigValue model, Mapping providers, String id) {
        return Trees.edit(model, "targets", targets -> {
            if (!(targets instanceof Sequence sequence)) {
                return targets;
            }
            List<ConfigValue> items = sequence.items().stream()
                    .map(target -> Trees.edit(
                            target,
                            "provider",
                            name -> name instanceof Text text
                                            && providers.get(text.value()).isPresent()
                                    ? new Text(own(text.value(), id), text.origin())
                                    : name))
                    .toList();
            return new Sequence(items, sequence.origin());
        });
    }

    /** The names of its own providers. */
    List<String> providerNames() {
        return providers.keys();
    }

    /** Why it adds nothing, if it does not. */
    List<Notice> emptiness() {
        if (!models.entries().isEmpty()) {
            return List.of();
        }
        List<Notice> reasons = notices.stream()
                .map(notice -> new Notice(Kind.INVALID, notice.path(), notice.origin(), notice.message()))
                .toList();
        return reasons.isEmpty()
                ? List.of(new Notice(Kind.INVALID, MODELS, models.origin(), "none (expected: at least one model)"))
                : reasons;
    }

    /** The path of a provider in the configuration. */
    static String path(String provider) {
        return Names.child(PROVIDERS, provider);
    }

    /** A tree with this part laid beside what it has. */
    Mapping addTo(Mapping root) {
        Mapping with = Trees.put(root, PROVIDERS, Trees.union(section(root, PROVIDERS), providers));
        return Trees.put(with, MODELS, joined(section(root, MODELS)));
    }

    private Mapping joined(Mapping present) {
        Mapping result = present;
        for (Entry model : models.entries()) {
            ConfigValue known = result.get(model.key()).orElse(model.value());
            result = known instanceof Mapping first && known != model.value() && model.value() instanceof Mapping second
                    ? Trees.put(result, model.key(), Trees.join(first, second))
                    : Trees.union(result, new Mapping(List.of(model), model.origin()));
        }
        return result;
    }
}
