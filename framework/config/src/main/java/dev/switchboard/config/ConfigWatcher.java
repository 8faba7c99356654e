package dev.switchboard.config;

import dev.switchboard.config.binding.ConfigException;
import dev.switchboard.config.binding.Problem;
import dev.switchboard.spi.config.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Notices that the configuration file, or a file it refers to, changed. A change counts when size and time were the
 * same in two looks in a row, so that a file which is still being written is left alone. Not thread-safe: one thread
 * looks, see {@link ConfigWatch}.
 */
public final class ConfigWatcher {
    private final Supplier<Configuration> loader;
    private final ConfigListener listener;
    private Set<Path> files;
    private Map<Path, String> loaded;
    private Map<Path, String> seen;

    /**
     * @param inForce  the configuration that is in force
     * @param loader   loads anew; throws {@link ConfigException} if it cannot
     * @param listener told of each settled change, once
     */
    public ConfigWatcher(Configuration inForce, Supplier<Configuration> loader, ConfigListener listener) {
        this.loader = loader;
        this.listener = listener;
        this.files = new TreeSet<>(inForce.files());
        this.loaded = stamps();
        this.seen = loaded;
    }

    /** The files that are looked at. */
    public Set<Path> files() {
        return Set.copyOf(files);
    }

    /**
     * Looks once, and loads if a change has settled.
     *
     * @return whether a change waits to settle, so that the next look should come soon
     */
    public boolean look() {
        Map<Path, String> now = stamps();
        boolean settled = now.equals(seen);
        seen = now;
        if (now.equals(loaded)) {
            return false;
        }
        if (settled) {
            loaded = now;
            reload();
        }
        return !settled;
    }

    private void reload() {
        try {
            Configuration configuration = loader.get();
            files = new TreeSet<>(configuration.files());
            // Stamps of files that are new here were not taken before the load: the next look compares with these.
            loaded.keySet().retainAll(files);
            stamps().forEach(loaded::putIfAbsent);
            seen = Map.copyOf(loaded);
            listener.changed(configuration);
        } catch (ConfigException e) {
            listener.rejected(e.problems());
        } catch (RuntimeException e) {
            Origin origin = Origin.of(String.valueOf(files.iterator().next()));
            listener.rejected(List.of(new Problem(origin, "", "the change failed: " + e)));
        }
    }

    private Map<Path, String> stamps() {
        Map<Path, String> stamps = new HashMap<>();
        files.forEach(file -> stamps.put(file, stamp(file)));
        return stamps;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + "/" + attributes.lastModifiedTime() + "/" + attributes.fileKey();
        } catch (IOException e) {
            return "absent";
        }
    }
}
