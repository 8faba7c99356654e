package dev.switchboard.config;

import dev.switchboard.config.binding.Names;
import dev.switchboard.config.binding.Problem;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.ConfigValue.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds fallbacks and mirrors that are no model: a typing error would otherwise show only when it hurts most. */
final class FallbackChecks {
    private static final List<String> LISTS =
            List.of("fallbacks", "context-window-fallbacks", "content-policy-fallbacks");

    private final Collection<String> names;
    private final Pattern known;
    private final List<Problem> problems = new ArrayList<>();

    /** @param names of models, patterns among them, and their aliases */
    FallbackChecks(Collection<String> names) {
        this.names = names;
        this.known = Pattern.compile(names.stream()
                .map(name ->
                        Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".+")))
                .collect(Collectors.joining("|")));
    }

    List<Problem> check(Mapping root) {
        root.get("routing").ifPresent(routing -> lists("routing", routing));
        if (root.get("models").orElse(root) instanceof Mapping models && models != root) {
            for (Entry model : models.entries()) {
                String path = Names.child("models", model.key());
                lists(path, model.value());
                mirror(path, model.value());
            }
        }
        if (root.get("keys").orElse(root) instanceof Mapping keys
                && keys.get("static").orElse(root) instanceof Sequence callers) {
            for (int i = 0; i < callers.items().size(); i++) {
                caller("keys.static[" + i + "].routing", callers.items().get(i));
            }
        }
        return problems;
    }

    private void caller(String path, ConfigValue caller) {
        if (caller instanceof Mapping key && key.get("routing").orElse(key) instanceof Mapping routing) {
            byModel(Names.child(path, "aliases"), routing.get("aliases"), this::name);
            byModel(Names.child(path, "fallbacks"), routing.get("fallbacks"), this::list);
        }
    }

    private static void byModel(String path, Optional<ConfigValue> map, BiConsumer<String, ConfigValue> check) {
        if (map.orElse(null) instanceof Mapping models) {
            models.entries().forEach(each -> check.accept(Names.child(path, each.key()), each.value()));
        }
    }

    private void lists(String path, ConfigValue holder) {
        if (holder instanceof Mapping mapping) {
            LISTS.forEach(key -> mapping.get(key).ifPresent(list -> list(Names.child(path, key), list)));
        }
    }

    private void mirror(String path, ConfigValue model) {
        if (model instanceof Mapping mapping && mapping.get("mirror").orElse(model) instanceof Mapping mirror) {
            mirror.get("model").ifPresent(name -> name(Names.child(path, "mirror.model"), name));
        }
    }

    private void list(String path, ConfigValue value) {
        if (value instanceof Sequence list) {
            for (int i = 0; i < list.items().size(); i++) {
                name(path + "[" + i + "]", list.items().get(i));
            }
        }
    }

    private void name(String path, ConfigValue value) {
        if (value instanceof Text name && !known.matcher(name.value()).matches()) {
            problems.add(new Problem(
                    name.origin(), path, "'" + name.value() + "' is no model" + Names.advice(name.value(), names)));
        }
    }
}
