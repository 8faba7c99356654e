package dev.switchboard.launcher.command;

import dev.switchboard.config.binding.ConfigOverride;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line, taken apart.
 *
 * @param words what is not a flag, in order
 * @param flags the flags without their dashes, with their values
 */
record Arguments(List<String> words, Map<String, String> flags) {
    private static final int MOST_PORT = 65_535;
    private static final List<String> SWITCHES = List.of("dry-run");
    private static final List<String> KNOWN =
            List.of("config", "port", "host", "admin-port", "data", "bundles", "canary", "dry-run");

    /** @throws UsageException for an unknown flag or one without a value */
    static Arguments parse(List<String> line) {
        List<String> words = new ArrayList<>();
        Map<String, String> flags = new LinkedHashMap<>();
        for (int i = 0; i < line.size(); i++) {
            String argument = line.get(i);
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
            if (!KNOWN.contains(name)) {
                throw new UsageException("unknown flag --" + name + " (known: --" + String.join(", --", KNOWN) + ")");
            }
            if (SWITCHES.contains(name)) {
                flags.put(name, "true");
                continue;
            }
            if (equals < 0 && i + 1 == line.size()) {
                throw new UsageException("--" + name + " needs a value, such as " + example(name));
            }
            flags.put(name, equals < 0 ? line.get(++i) : argument.substring(equals + 1));
        }
        return new Arguments(words, flags);
    }

    private static String example(String name) {
        return switch (name) {
            case "port", "admin-port" -> "--" + name + " 4000";
            case "host" -> "--host 0.0.0.0";
            case "config" -> "--config switchboard.yaml";
            case "canary" -> "--canary 10%";
            default -> "--" + name + " ./" + name;
        };
    }

    Optional<String> flag(String name) {
        return Optional.ofNullable(flags.get(name));
    }

    /** The directory for everything the gateway writes. */
    Path data(Map<String, String> environment) {
        return Path.of(flag("data")
                .or(() -> Optional.ofNullable(environment.get("SWITCHBOARD_DATA")))
                .orElse("data"));
    }

    /** The configuration file: the flag, the variable, or the file of the usual name in the working directory. */
    Optional<Path> config(Map<String, String> environment) {
        Path usual = Path.of("switchboard.yaml");
        return flag("config")
                .or(() -> Optional.ofNullable(environment.get("SWITCHBOARD_CONFIG")))
                .map(Path::of)
                .or(() -> Optional.of(usual).filter(Files::isRegularFile));
    }

    /** The directory of bundles: the flag, or that of the installation, which the launch script names. */
    Path bundles() {
        return flag("bundles")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("switchboard.home", "."), "bundles"));
    }

    /** The flags that stand above the configuration file. @throws UsageException if a port is none */
    List<ConfigOverride> overrides() {
        List<ConfigOverride> overrides = new ArrayList<>();
        for (String name : List.of("host", "port", "admin-port")) {
            flag(name).ifPresent(value -> {
                if (name.endsWith("port") && !isPort(value)) {
                    throw new UsageException("--" + name + " " + value
                            + " is no port (expected: 1 to 65535, or 0 for any that is free); write " + example(name));
                }
                overrides.add(ConfigOverride.of("server." + name, value, "flag --" + name));
            });
        }
        return overrides;
    }

    private static boolean isPort(String value) {
        return value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= MOST_PORT;
    }

    /** @throws UsageException if there are more words than the command takes */
    void atMost(int count) {
        if (words.size() > count) {
            throw new UsageException("unexpected \"" + words.get(count) + "\"; see switchboard --help");
        }
    }
}
