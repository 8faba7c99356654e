package dev.switchboard.config;

import dev.switchboard.config.binding.Binder;
import dev.switchboard.config.binding.Binding;
import dev.switchboard.config.binding.ConfigException;
import dev.switchboard.config.binding.Overrides;
import dev.switchboard.config.binding.Problem;
import dev.switchboard.config.binding.References;
import dev.switchboard.config.schema.GatewayConfig;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that is written, as one tree in the native schema, before it is bound to records.
 *
 * @param root    with what stands above the file laid over it
 * @param source  the file as it is written, maybe in a foreign format
 * @param notices what the operator must know of a foreign file
 * @param file    the file, if there is one
 */
record Written(
        Mapping root,
        Mapping source,
        Overrides overrides,
        References references,
        List<Notice> notices,
        Optional<Path> file) {
    /** The same with another tree. */
    Written with(Mapping other) {
        return new Written(other, source, overrides, references, notices, file);
    }

    /** A tree that has been bound, for better or worse. */
    private record Bound(
            Binding<GatewayConfig> gateway, Instances instances, ModelChecks models, List<Problem> problems) {}

    private Bound bound(Optional<ComponentTypes> types) {
        Binder ofPlugins = new Binder(references, overrides, Path.of(""));
        Binding<GatewayConfig> gateway =
                new Binder(references, overrides, references.base()).bind("", root, GatewayConfig.class);
        ModelChecks models = new ModelChecks(root, ofPlugins);
        Instances instances = new Instances(root, ofPlugins);
        List<Problem> problems = new ArrayList<>(gateway.problems());
        problems.addAll(models.check());
        types.ifPresent(known -> problems.addAll(instances.check(known)));
        types.ifPresent(known -> problems.addAll(models.checkStrategies(known)));
        return new Bound(gateway, instances, models, problems);
    }

    /** All that is wrong. */
    List<Problem> problems(ComponentTypes types) {
        return bound(Optional.of(types)).problems();
    }

    /**
     * The configuration.
     *
     * @param types what installed plugins offer; without it their keys are not looked at
     * @throws ConfigException with all problems, if there is one
     */
    Configuration configuration(Optional<ComponentTypes> types) {
        Bound bound = bound(types);
        if (!bound.problems().isEmpty()) {
            throw new ConfigException(bound.problems());
        }
        return new Configuration(this, bound.gateway(), files(), bound.instances(), bound.models());
    }

    private Set<Path> files() {
        Set<Path> files = new LinkedHashSet<>();
        file.ifPresent(files::add);
        files.addAll(references.files(root));
        return files;
    }
}
