package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.ConfigValue.Text;
import dev.switchboard.spi.config.Origin;
import java.util.HashSet;
import java.util.Set;

/**
 * LiteLLM's way to the environment: {@code os.environ/NAME} as a whole value, and {@code environment_variables}, which
 * stand above the variables of the process.
 */
final class Environment {
    private static final String PREFIX = "os.environ/";

    private final Mapping variables;
    private final Set<String> used = new HashSet<>();

    Environment(Mapping variables) {
        this.variables = variables;
    }

    /** A value with its references in our way of writing; a literal <code>${</code> is kept from being read as one. */
    ConfigValue translate(ConfigValue value) {
        return switch (value) {
            case Text text
            when text.value().startsWith(PREFIX) -> variable(text.value().substring(PREFIX.length()), text.origin());
            case Text text -> escaped(text);
            case Sequence sequence ->
                new Sequence(sequence.items().stream().map(this::translate).toList(), sequence.origin());
            case Mapping mapping ->
                new Mapping(
                        mapping.entries().stream()
                                .map(e -> new Entry(e.key(), translate(e.value()), e.origin()))
                                .toList(),
                        mapping.origin());
            case ConfigValue.Numeric _, ConfigValue.Bool _, ConfigValue.Null _ -> value;
        };
    }

    /** What a variable is: what the file says, else a reference to the process's variable. */
    ConfigValue variable(String name, Origin origin) {
        ConfigValue written = variables.get(name).orElse(new ConfigValue.Null(origin));
        if (Values.text(written).isEmpty()) {
            return reference(name, origin);
        }
        used.add(name);
        return switch (written) {
            case Text text
            when text.value().startsWith(PREFIX) -> reference(text.value().substring(PREFIX.length()), text.origin());
            case Text text -> escaped(text);
            default -> written;
        };
    }

    /** Names the variables that nothing in the file uses: they are not exported to the process. */
    void report(Notices notices) {
        for (Entry entry : variables.entries()) {
            if (!used.contains(entry.key())) {
                notices.add(
                        Kind.UNSUPPORTED,
                        "environment_variables." + entry.key(),
                        entry.origin(),
                        "no value of this file refers to it, and it is not exported to the process: has no effect");
            }
        }
    }

    private static Text reference(String name, Origin origin) {
        return new Text("${env:" + name + "}", origin);
    }

    private static Text escaped(Text text) {
        return text.value().contains("${") ? new Text(text.value().replace("${", "$${"), text.origin()) : text;
    }
}
