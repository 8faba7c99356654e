package dev.switchboard.config;

import dev.switchboard.config.binding.Binder;
import dev.switchboard.config.binding.Binding;
import dev.switchboard.config.binding.Names;
import dev.switchboard.config.binding.Problem;
import dev.switchboard.config.binding.Remaining;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What must fit together between {@code models}, {@code providers} and strategies. Looks at names alone, so that a mistake
 * beside them hides none of theirs.
 */
final class ModelChecks {
    private final Mapping root;
    private final Binder binder;

    ModelChecks(Mapping root, Binder binder) {
        this.root = root;
        this.binder = binder;
    }

    private record Aliases(
            List<String> aliases,
            List<String> hiddenAliases,
            @Remaining Mapping rest) {}

    private record Strategy(
            Optional<String> strategy,
            Optional<ConfigValue> strategyOptions,
            @Remaining Mapping rest) {}

    private record Target(
            String provider, String model, @Remaining Mapping rest) {}

    /** Names that are used twice, targets at providers that are not configured, misplaced stars, and fallbacks that are no model. */
    List<Problem> check() {
        List<Problem> problems = new ArrayList<>();
        List<Entry> models = entries("models");
        Map<String, String> owners = new HashMap<>();
        models.forEach(model -> owners.put(model.key(), model.key()));
        for (Entry model : models) {
            problems.addAll(aliases(model, "aliases", Aliases::aliases, owners));
            problems.addAll(aliases(model, "hidden-aliases", Aliases::hiddenAliases, owners));
            problems.addAll(targets(model));
        }
        problems.addAll(new FallbackChecks(owners.keySet().stream().sorted().toList()).check(root));
        return problems;
    }

    /** Strategies that nobody offers, and what is wrong with models' options for the others. */
    List<Problem> checkStrategies(ComponentTypes types) {
        Map<String, Class<? extends Record>> offered = types.of(Section.ROUTING);
        Optional<String> usual =
                Section.ROUTING.instances(root, binder).keySet().stream().findFirst();
        List<Problem> problems = new ArrayList<>();
        for (Entry model : entries("models")) {
            Optional<String> own = read(model.value(), Strategy.class).flatMap(Strategy::strategy);
            own.filter(strategy -> !offered.containsKey(strategy))
                    .map(strategy -> Section.ROUTING.notOffered(strategy, offered.keySet()))
                    .map(message -> problem(message, model.key(), "strategy"))
                    .ifPresent(problems::add);
            own.or(() -> usual)
                    .flatMap(strategy -> Optional.ofNullable(offered.get(strategy))
                            .flatMap(type -> strategyOptions(model.key())
                                    .map(options -> binder.bind(
                                            path(model.key()),
                                            options,
                                            type,
                                            types.secrets(Section.ROUTING, strategy)))))
                    .map(Binding::problems)
                    .ifPresent(problems::addAll);
        }
        return problems;
    }

    /** A model's own options of its strategy, as they are written. */
    Optional<ConfigValue> strategyOptions(String model) {
        return entries("models").stream()
                .filter(entry -> entry.key().equals(model))
                .findFirst()
                .flatMap(entry -> read(entry.value(), Strategy.class))
                .flatMap(Strategy::strategyOptions);
    }

    /** Binds a model's options to the record of its strategy. */
    <C extends Record> Binding<C> bind(String model, ConfigValue options, Class<C> type) {
        return binder.bind(path(model), options, type);
    }

    private static String path(String model) {
        return Names.child(Names.child("models", model), "strategy-options");
    }

    private List<Entry> entries(String section) {
        return root.get(section).orElse(root) instanceof Mapping mapping && mapping != root
                ? mapping.entries()
                : List.of();
    }

    /** As much of a value as a record names; empty if that much is not in order, which binding the whole tree reports. */
    private <C extends Record> Optional<C> read(ConfigValue value, Class<C> type) {
        return binder.bind("", value, type).result();
    }

    private List<Problem> aliases(
            Entry model, String key, Function<Aliases, List<String>> list, Map<String, String> owners) {
        List<Problem> problems = new ArrayList<>();
        List<String> aliases = read(model.value(), Aliases.class).map(list).orElse(List.of());
        for (int i = 0; i < aliases.size(); i++) {
            String owner = owners.putIfAbsent(aliases.get(i), model.key());
            if (owner != null) {
                String message = "'" + aliases.get(i) + "' (expected: a name that '" + owner + "' does not use)";
                problems.add(problem(message, model.key(), key, "" + i));
            }
        }
        return problems;
    }

    private List<Problem> targets(Entry model) {
        List<Problem> problems = new ArrayList<>();
        if (model.value() instanceof Mapping mapping
                && mapping.get("targets").orElse(mapping) instanceof Sequence targets) {
            for (int i = 0; i < targets.items().size(); i++) {
                String index = "" + i;
                read(targets.items().get(i), Target.class)
                        .ifPresent(target -> problems.addAll(target(model.key(), index, target)));
            }
        }
        return problems;
    }

    private List<Problem> target(String model, String index, Target target) {
        List<Problem> problems = new ArrayList<>();
        List<String> providers = entries("providers").stream().map(Entry::key).toList();
        if (!providers.contains(target.provider())) {
            String message = "'" + target.provider() + "' is not configured under providers"
                    + Names.advice(target.provider(), providers);
            problems.add(problem(message, model, "targets", index, "provider"));
        }
        if (stars(target.model()) > stars(model)) {
            String message = "'" + target.model() + "' (expected: no more '*' than '" + model + "' has)";
            problems.add(problem(message, model, "targets", index, "model"));
        }
        return problems;
    }

    private static long stars(String name) {
        return name.chars().filter(c -> c == '*').count();
    }

    private Problem problem(String message, String model, String... below) {
        List<String> keys = new ArrayList<>(List.of("models", model));
        String path = Names.child("models", model);
        for (String key : below) {
            keys.add(key);
            path = Character.isDigit(key.charAt(0)) ? path + "[" + key + "]" : Names.child(path, key);
        }
        return new Problem(Trees.origin(root, keys), path, message);
    }
}
