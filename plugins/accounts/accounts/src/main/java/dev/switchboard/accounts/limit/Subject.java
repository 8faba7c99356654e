package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Limits;
import dev.switchboard.accounts.store.Scope;
import java.util.List;

/**
 * Somebody whose limits a call touches.
 *
 * @param scope   what they spend as
 * @param name    for messages, such as {@code team "blue"}
 * @param limits  their own, and those of a budget that they refer to
 * @param models  whether limits for single models count: of keys and teams
 */
public record Subject(Scope scope, String name, List<Limits> limits, boolean models) {
    /** Copies the list. */
    public Subject {
        limits = List.copyOf(limits);
    }

    /** The name where a limit is for one model. */
    String nameFor(String model) {
        return name + " for model \"" + model + "\"";
    }
}
