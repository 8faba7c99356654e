package dev.switchboard.pipeline.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The public models. A name of its own wins over a pattern, a pattern with more fixed text over one with less. Immutable. */
public final class ModelTable {
    private final Map<String, Model> named = new LinkedHashMap<>();
    private final Map<String, String> aliases;
    private final Set<String> hidden;
    private final List<Pattern> patterns = new ArrayList<>();

    /**
     * A table.
     *
     * @param models  in the order in which they are listed to callers
     * @param aliases further names, by alias
     */
    public ModelTable(Collection<Model> models, Map<String, String> aliases) {
        this(models, aliases, Set.of());
    }

    /** A table. @param hidden the aliases that are not listed to callers */
    public ModelTable(Collection<Model> models, Map<String, String> aliases, Set<String> hidden) {
        for (Model model : models) {
            if (model.isPattern()) {
                patterns.add(new Pattern(model, new NamePattern(model.name())));
            } else {
                named.put(model.name(), model);
            }
        }
        patterns.sort(
                Comparator.comparingInt((Pattern pattern) -> pattern.name().weight())
                        .reversed());
        this.aliases = Map.copyOf(aliases);
        this.hidden = Set.copyOf(hidden);
    }

    private record Pattern(Model model, NamePattern name) {}

    /**
     * A model that a name means.
     *
     * @param model    the model
     * @param captures what the stars of a pattern stand for; none if the model has a name of its own
     */
    public record Resolved(Model model, List<String> captures) {}

    /** Finds what a name means. */
    public Optional<Resolved> resolve(String name) {
        String meant = aliases.getOrDefault(name, name);
        Model model = named.get(meant);
        if (model != null) {
            return Optional.of(new Resolved(model, List.of()));
        }
        for (Pattern pattern : patterns) {
            Optional<List<String>> captures = pattern.name().match(meant);
            if (captures.isPresent()) {
                return Optional.of(new Resolved(pattern.model(), captures.get()));
            }
        }
        return Optional.empty();
    }

    /** All models, those with a name of their own first, in the order of the configuration. */
    public List<Model> all() {
        List<Model> all = new ArrayList<>(named.values());
        patterns.forEach(pattern -> all.add(pattern.model()));
        return all;
    }

    /** The names that are listed to callers, aliases included unless they are hidden. */
    public List<String> names() {
        List<String> names = new ArrayList<>(named.keySet());
        aliases.keySet().stream().filter(alias -> !hidden.contains(alias)).forEach(names::add);
        patterns.forEach(pattern -> names.add(pattern.model().name()));
        return names;
    }
}
