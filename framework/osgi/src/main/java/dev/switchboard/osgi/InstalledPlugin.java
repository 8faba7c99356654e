package dev.switchboard.osgi;

import dev.switchboard.spi.plugin.Plugin;
import org.jspecify.annotations.Nullable;

/** One version of a plugin that was started. Equality is identity: the same version deployed twice is two of these. */
public final class InstalledPlugin {
    private final String id;
    private final String bundle;
    private final String version;
    private final Capabilities capabilities;
    private volatile @Nullable Plugin contributions;

    InstalledPlugin(String id, String bundle, String version, Capabilities capabilities, Plugin contributions) {
        this.capabilities = capabilities;
        this.id = id;
        this.bundle = bundle;
        this.version = version;
        this.contributions = contributions;
    }

    /** The plugin's id, the same in all its versions. */
    public String id() {
        return id;
    }

    /** The symbolic name of its bundle. */
    public String bundle() {
        return bundle;
    }

    /** The version of its bundle. */
    public String version() {
        return version;
    }

    /** What its manifest declares. */
    public Capabilities capabilities() {
        return capabilities;
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

    void release() {
        contributions = null;
    }

    @Override
    public String toString() {
        return "plugin " + id + " (" + bundle + " " + version + ")";
    }
}
