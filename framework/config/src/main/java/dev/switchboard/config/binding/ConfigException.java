package dev.switchboard.config.binding;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with every problem that was found. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems at least one */
    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of the file as far as they are known. */
    public List<Problem> problems() {
        return problems;
    }
}
