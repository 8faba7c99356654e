package dev.switchboard.pipeline.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public models. A name of its own wins over a pattern, a longer pattern over a shorter. Immutable. */
public final class ModelTable {
    private final Map<String, Model> named = new LinkedHashMap<>();
    private final Map<String, String> aliases;
    private final List<Model> patterns = new ArrayList<>();

    /**
     * A table.
     *
     * @param models  in the order in which they are listed to callers
     * @param aliases further names, by alias
     */
    public ModelTable(Collection<Model> models, Map<String, String> aliases) {
        for (Model model : models) {
            if (model.isPattern()) {
                patterns.add(model);
            } else {
                named.put(model.name(), model);
            }
        }
        patterns.sort(
                Comparator.comparingInt((Model model) -> model.name().length()).reversed());
        this.aliases = Map.copyOf(aliases);
    }

    /**
     * A model that a name means.
     *
     * @param model   the model
     * @param matched what the {@code *} of a pattern stands for; empty if the model has a name of its own
     */
    public record Resolved(Model model, String matched) {}

    /** Finds what a name means. */
    public Optional<Resolved> resolve(String name) {
        String meant = aliases.getOrDefault(name, name);
        Model model = named.get(meant);
        if (model != null) {
            return Optional.of(new Resolved(model, ""));
        }
        for (Model pattern : patterns) {
            int star = pattern.name().indexOf('*');
            String head = pattern.name().substring(0, star);
            String tail = pattern.name().substring(star + 1);
            if (meant.length() > head.length() + tail.length() && meant.startsWith(head) && meant.endsWith(tail)) {
                return Optional.of(
                        new Resolved(pattern, meant.substring(head.length(), meant.length() - tail.length())));
            }
        }
        return Optional.empty();
    }

    /** All models, those with a name of their own first, in the order of the configuration. */
    public List<Model> all() {
        List<Model> all = new ArrayList<>(named.values());
        all.addAll(patterns);
        return all;
    }

    /** The names that callers can use, aliases included. */
    public List<String> names() {
        List<String> names = new ArrayList<>(named.keySet());
        names.addAll(aliases.keySet());
        patterns.forEach(pattern -> names.add(pattern.name()));
        return names;
    }
}
