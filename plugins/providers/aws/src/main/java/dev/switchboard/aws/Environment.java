package dev.switchboard.aws;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the process finds around it.
 *
 * @param variables of the environment
 * @param home      the user's directory
 */
public record Environment(Map<String, String> variables, Path home) {
    /** Copies the map. */
    public Environment {
        variables = Map.copyOf(variables);
    }

    /** This process's own. */
    public static Environment ofProcess() {
        return new Environment(System.getenv(), Path.of(System.getProperty("user.home", "/")));
    }

    /** A variable with something in it. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Nothing: variables may be secrets. */
    @Override
    public String toString() {
        return "Environment";
    }
}
