package dev.switchboard.launcher.assembly;

import dev.switchboard.config.Configuration;
import dev.switchboard.config.Extended;
import dev.switchboard.config.Section;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.spi.Component;
import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Origin;
import dev.switchboard.spi.runtime.ConfigPart;
import dev.switchboard.spi.runtime.ConfigSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the instances that add to the configuration, and leaves out parts whose providers cannot be made. */
final class PartAssembly {
    private final Offers offers;
    private final InstanceKeeper.Round round;
    private final KernelPages pages;
    private final Map<String, List<Notice>> broken = new LinkedHashMap<>();

    PartAssembly(Offers offers, InstanceKeeper.Round round, KernelPages pages) {
        this.offers = offers;
        this.round = round;
        this.pages = pages;
    }

    /**
     * The configuration with all parts that fit.
     *
     * @param more one more part, or another in the place of one
     * @throws AssemblyException if an instance that may add parts cannot be made
     */
    Extended extend(Configuration written, Optional<ConfigPart> more) {
        List<ConfigPart> parts = parts(written);
        more.ifPresent(part -> put(parts, part));
        Extended extended = written.extended(parts, offers.configFormats(), offers);
        while (findBroken(extended)) {
            parts.removeIf(part -> broken.containsKey(part.id()));
            extended = written.extended(parts, offers.configFormats(), offers);
        }
        Map<String, List<Notice>> notices = new LinkedHashMap<>(extended.notices());
        notices.putAll(broken);
        return new Extended(extended.configuration(), notices, extended.providers());
    }

    private List<ConfigPart> parts(Configuration written) {
        WorldInstances instances = instances(written);
        instances.shared();
        List<Instance<? extends Component>> sources = new ArrayList<>(instances.pages());
        instances.accounts().ifPresent(sources::add);
        instances.failOnProblems(List.of());
        List<ConfigPart> parts = new ArrayList<>();
        sources.stream()
                .map(Instance::component)
                .filter(ConfigSource.class::isInstance)
                .forEach(source -> parts.addAll(((ConfigSource) source).configParts()));
        return parts;
    }

    private WorldInstances instances(Configuration configuration) {
        return new WorldInstances(configuration, offers, round, pages);
    }

    private static void put(List<ConfigPart> parts, ConfigPart part) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).id().equals(part.id())) {
                parts.set(i, part);
                return;
            }
        }
        parts.add(part);
    }

    /** Makes what parts bring. Whether something of it could not be made. */
    private boolean findBroken(Extended extended) {
        WorldInstances instances = instances(extended.configuration());
        int before = broken.size();
        extended.providers().forEach((id, names) -> {
            for (String name : names) {
                instances
                        .tryProvider(name)
                        .map(sentence -> new Notice(
                                Kind.INVALID,
                                "providers." + name,
                                origin(extended.configuration(), name, sentence),
                                sentence))
                        .ifPresent(notice -> broken.computeIfAbsent(id, _ -> new ArrayList<>())
                                .add(notice));
            }
        });
        return broken.size() > before;
    }

    /** Where the setting stands that a plugin's sentence begins with, else the provider. */
    private static Origin origin(Configuration configuration, String provider, String sentence) {
        List<String> settings =
                configuration.resolved(Section.PROVIDERS, provider) instanceof Mapping keys ? keys.keys() : List.of();
        return settings.stream()
                .filter(key -> sentence.contains(": " + key + ": "))
                .findFirst()
                .map(key -> configuration.origin("providers", provider, key))
                .orElseGet(() -> configuration.origin("providers", provider));
    }
}
