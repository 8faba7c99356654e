package dev.switchboard.osgi;

import dev.switchboard.spi.plugin.Plugin;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One version of a plugin that was started. Equality is identity: the same version deployed twice is two of these. */
public final class InstalledPlugin {
    private final String id;
    private final Candidate candidate;
    private final StartJournal journal;
    private volatile @Nullable Plugin contributions;

    InstalledPlugin(String id, Candidate candidate, StartJournal journal, Plugin contributions) {
        this.id = id;
        this.candidate = candidate;
        this.journal = journal;
        this.contributions = contributions;
    }

    /** The plugin's id, the same in all its versions. */
    public String id() {
        return id;
    }

    /** The symbolic name of its bundle. */
    public String bundle() {
        return candidate.name();
    }

    /** The version of its bundle. */
    public String version() {
        return candidate.version().toString();
    }

    /** What its manifest declares. */
    public Capabilities capabilities() {
        return candidate.capabilities();
    }

    /**
     * What it offers; asked once at the start and remembered, so that this never runs the plugin's code.
     *
     * @throws IllegalStateException after it was retired: its classes must not be held beyond
     */
    public Plugin plugin() {
        Plugin plugin = contributions;
        if (plugin == null) {
            throw new IllegalStateException(this + " was retired; take plugins from the present snapshot only");
        }
        return plugin;
    }

    /**
     * Runs code of it that makes something. If the process ends before that returns, the version is set aside at the next start.
     *
     * @throws Exception whatever it throws
     */
    public <T> T starting(Callable<T> work) throws Exception {
        return journal.during(candidate, work);
    }

    void release() {
        contributions = null;
    }

    @Override
    public String toString() {
        return "plugin " + id + " (" + candidate.label() + ")";
    }
}
