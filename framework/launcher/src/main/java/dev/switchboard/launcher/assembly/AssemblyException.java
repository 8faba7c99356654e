package dev.switchboard.launcher.assembly;

import java.util.List;
import java.util.Map;

/** The next world could not be made. Everything that was created for it has been closed again. */
public final class AssemblyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;
    private final transient Map<Object, String> faults;

    /**
     * All that is wrong.
     *
     * @param problems sentences for the operator
     * @param faults   the sentences that a plugin is to blame for, by {@link LoadedPlugin#identity}
     */
    public AssemblyException(List<String> problems, Map<Object, String> faults) {
        super(String.join("\n", problems), null, false, false);
        this.problems = List.copyOf(problems);
        this.faults = Map.copyOf(faults);
    }

    /** Sentences for the operator, at least one. */
    public List<String> problems() {
        return problems;
    }

    /** The sentences that a plugin is to blame for, by {@link LoadedPlugin#identity}. */
    public Map<Object, String> faults() {
        return faults;
    }
}
