package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** LiteLLM's {@code config.yaml}. */
final class LiteLlmFormat implements ConfigFormat {
    private static final String CREDENTIALS = "credential_list";
    private static final String VARIABLES = "environment_variables";
    private static final List<String> SECTIONS =
            List.of("model_list", "litellm_settings", "router_settings", "general_settings", VARIABLES);

    @Override
    public String name() {
        return "LiteLLM";
    }

    @Override
    public boolean recognises(Mapping root) {
        return SECTIONS.stream().anyMatch(section -> root.get(section).isPresent());
    }

    @Override
    public Mapping complete(Mapping part, Mapping file) {
        Mapping credentials = joined(part, file, CREDENTIALS);
        return credentials.get(VARIABLES).isPresent() ? credentials : joined(credentials, file, VARIABLES);
    }

    /** A list is continued by the file's, of which the first of a name counts; else the file's stands in for none. */
    private static Mapping joined(Mapping part, Mapping file, String section) {
        Optional<ConfigValue> added = file.get(section);
        if (added.isEmpty()) {
            return part;
        }
        ConfigValue whole =
                part.get(section).orElse(null) instanceof Sequence own && added.get() instanceof Sequence more
                        ? new Sequence(
                                Stream.concat(own.items().stream(), more.items().stream())
                                        .toList(),
                                own.origin())
                        : added.get();
        List<Entry> entries = new ArrayList<>(part.entries());
        entries.removeIf(entry -> entry.key().equals(section));
        entries.add(new Entry(section, whole, whole.origin()));
        return new Mapping(entries, part.origin());
    }

    @Override
    public Translation translate(Mapping root) {
        return new FileTranslation(root).translate();
    }
}
