package dev.switchboard.config;

import dev.switchboard.config.binding.Names;
import dev.switchboard.config.binding.Problem;
import dev.switchboard.config.schema.GatewayConfig;
import dev.switchboard.config.schema.ModelConfig;
import dev.switchboard.config.schema.TargetConfig;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must fit together between {@code models} and {@code providers}. */
final class ModelChecks {
    private final Mapping root;
    private final Set<String> providers;
    private final Map<String, String> owners = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private ModelChecks(GatewayConfig config, Mapping root) {
        this.root = root;
        this.providers = config.providers().keySet();
        config.models().keySet().forEach(name -> owners.put(name, name));
    }

    static List<Problem> check(GatewayConfig config, Mapping root) {
        ModelChecks checks = new ModelChecks(config, root);
        config.models().forEach(checks::model);
        return checks.problems;
    }

    private void model(String name, ModelConfig model) {
        if (name.chars().filter(c -> c == '*').count() > 1) {
            problem("'" + name + "' (expected: at most one '*')", name);
        }
        for (int i = 0; i < model.aliases().size(); i++) {
            String alias = model.aliases().get(i);
            String owner = owners.putIfAbsent(alias, name);
            if (owner != null) {
                problem(
                        "'" + alias + "' (expected: a name that '" + owner + "' does not use)",
                        name,
                        "aliases",
                        "" + i);
            }
        }
        for (int i = 0; i < model.targets().size(); i++) {
            target(name, i, model.targets().get(i));
        }
    }

    private void target(String name, int index, TargetConfig target) {
        if (!providers.contains(target.provider())) {
            String advice = Names.advice(target.provider(), List.copyOf(providers));
            String message = "'" + target.provider() + "' is not configured under providers" + advice;
            problem(message, name, "targets", "" + index, "provider");
        }
        if (target.model().contains("*") && !name.contains("*")) {
            String message = "'" + target.model() + "' (expected: no '*', because '" + name + "' is no pattern)";
            problem(message, name, "targets", "" + index, "model");
        }
    }

    private void problem(String message, String model, String... below) {
        List<String> keys = new ArrayList<>(List.of("models", model));
        String path = Names.child("models", model);
        for (String key : below) {
            keys.add(key);
            path = Character.isDigit(key.charAt(0)) ? path + "[" + key + "]" : Names.child(path, key);
        }
        problems.add(new Problem(Trees.origin(root, keys), path, message));
    }
}
