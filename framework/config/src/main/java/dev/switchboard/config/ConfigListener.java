package dev.switchboard.config;

import dev.switchboard.config.binding.Problem;
import java.util.List;

/** Hears of changes of the configuration. Called by one thread at a time. */
public interface ConfigListener {
    /** The files changed and are free of problems. What this throws is handed to {@link #rejected}. */
    void changed(Configuration configuration);

    /** The files changed and cannot be used; what was in force stays in force. */
    void rejected(List<Problem> problems);
}
