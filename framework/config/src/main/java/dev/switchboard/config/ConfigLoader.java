package dev.switchboard.config;

import dev.switchboard.config.binding.Binder;
import dev.switchboard.config.binding.Binding;
import dev.switchboard.config.binding.ConfigException;
import dev.switchboard.config.binding.ConfigOverride;
import dev.switchboard.config.binding.Field;
import dev.switchboard.config.binding.Overrides;
import dev.switchboard.config.binding.Problem;
import dev.switchboard.config.binding.References;
import dev.switchboard.config.schema.GatewayConfig;
import dev.switchboard.config.schema.PluginsConfig;
import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.ConfigFormat.Translation;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a {@link Configuration} from a file, the environment and flags. Every call reads everything anew; nothing is
 * kept between calls. Thread-safe, blocking on the file.
 */
public final class ConfigLoader {
    private final Optional<Path> file;
    private final Mapping builtIn;
    private final Map<String, String> environment;
    private final List<ConfigOverride> flags;

    private ConfigLoader(
            Optional<Path> file, Mapping builtIn, Map<String, String> environment, List<ConfigOverride> flags) {
        this.file = file;
        this.builtIn = builtIn;
        this.environment = Map.copyOf(environment);
        this.flags = List.copyOf(flags);
    }

    /**
     * Loads from a file.
     *
     * @param environment the variables that references and overrides may use
     * @param flags       values from above the file and the environment, such as
     *     {@code ConfigOverride.of("server.port", "4100", "flag --port")}
     */
    public static ConfigLoader ofFile(Path file, Map<String, String> environment, List<ConfigOverride> flags) {
        return new ConfigLoader(Optional.of(file), Mapping.builder(origin(file)).build(), environment, flags);
    }

    /**
     * Loads without a file.
     *
     * @param tree what stands in place of the file, in the native schema; its origins say why it is so
     */
    public static ConfigLoader ofTree(Mapping tree, Map<String, String> environment, List<ConfigOverride> flags) {
        return new ConfigLoader(Optional.empty(), tree, environment, flags);
    }

    /**
     * Reads and checks everything but the keys of plugins.
     *
     * @param formats the foreign formats that installed plugins know
     * @throws ConfigException with all problems, if there is one
     */
    public Configuration load(List<ConfigFormat> formats) {
        return load(formats, Optional.empty());
    }

    /**
     * Reads and checks everything.
     *
     * @param formats the foreign formats that installed plugins know
     * @param types   what installed plugins offer
     * @throws ConfigException with all problems, if there is one; of a file that is no YAML, or that cannot be translated,
     *     only with those that keep it from being read further
     */
    public Configuration load(List<ConfigFormat> formats, ComponentTypes types) {
        return load(formats, Optional.of(types));
    }

    /**
     * Checks what can be checked before plugins are there: all that {@link #load(List)} checks if the file is native, else
     * the settings of {@code plugins} and what the environment and flags set, for a plugin may know the file's format.
     *
     * @throws ConfigException with all problems, if there is one
     */
    public void check() {
        Mapping written = read();
        Mapping known = isNative(written) ? written : only("plugins", written);
        configuration(known, new Translation(known, List.of()), Optional.empty());
    }

    private Configuration load(List<ConfigFormat> formats, Optional<ComponentTypes> types) {
        Mapping written = read();
        Translation translation = translate(written, formats);
        refuseInvalid(translation.notices());
        return configuration(written, translation, types);
    }

    private static boolean isNative(Mapping written) {
        List<String> known =
                Field.of(GatewayConfig.class).stream().map(Field::key).toList();
        return known.containsAll(written.keys());
    }

    private static Mapping only(String section, Mapping written) {
        Mapping.Builder builder = Mapping.builder(written.origin());
        written.get(section).ifPresent(value -> builder.put(section, value));
        return builder.build();
    }

    private Configuration configuration(Mapping written, Translation translation, Optional<ComponentTypes> types) {
        Overrides overrides = new Overrides();
        Mapping root = overlay(translation.config(), overrides);
        return new Written(root, written, overrides, references(), translation.notices(), file).configuration(types);
    }

    /**
     * The settings of {@code plugins} alone, which are needed before plugins, and so foreign formats, can be there.
     *
     * @throws ConfigException if the file cannot be read or these settings are wrong, with all that {@link #check} finds;
     *     else the rest is not looked at
     */
    public PluginsConfig plugins() {
        Mapping root = overlay(read(), new Overrides());
        ConfigValue section = root.get("plugins").orElse(new ConfigValue.Null(root.origin()));
        Binding<PluginsConfig> bound = new Binder(
                        references(), Overrides.NONE, references().base())
                .bind("plugins", section, PluginsConfig.class);
        if (bound.result().isEmpty()) {
            check();
        }
        return bound.get();
    }

    /** The file, if there is one. */
    public Optional<Path> file() {
        return file;
    }

    private Mapping read() {
        List<Problem> problems = new ArrayList<>();
        Mapping written = file.map(path -> ConfigFile.read(path, problems::add)).orElse(builtIn);
        failOn(problems);
        return written;
    }

    private static Translation translate(Mapping written, List<ConfigFormat> formats) {
        return formats.stream()
                .filter(format -> format.recognises(written))
                .findFirst()
                .map(format -> format.translate(written))
                .orElse(new Translation(written, List.of()));
    }

    private static void refuseInvalid(List<Notice> notices) {
        failOn(notices.stream()
                .filter(notice -> notice.kind() == Kind.INVALID)
                .map(notice -> new Problem(notice.origin(), notice.path(), notice.message()))
                .toList());
    }

    private Mapping overlay(Mapping root, Overrides overrides) {
        Mapping result = root;
        for (ConfigOverride override : EnvironmentOverrides.from(environment)) {
            result = overrides.apply(result, override);
        }
        for (ConfigOverride flag : flags) {
            result = overrides.apply(result, flag);
        }
        List<Problem> problems = new ArrayList<>();
        Mapping whole = new ProxyVariables(environment, problems::add).under(result);
        failOn(problems);
        return whole;
    }

    private References references() {
        Path base = file.map(Path::toAbsolutePath)
                .map(Path::getParent)
                .orElse(Path.of("").toAbsolutePath());
        return new References(environment, base);
    }

    private static Origin origin(Path file) {
        return Origin.of(file.toString());
    }

    private static void failOn(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
