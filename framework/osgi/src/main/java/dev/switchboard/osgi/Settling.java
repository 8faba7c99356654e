package dev.switchboard.osgi;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers looks at a directory and tells which files have not changed for long enough to be read. */
final class Settling {
    private final long settleNanos;
    private Map<String, Seen> seen = Map.of();

    Settling(Duration settle) {
        this.settleNanos = settle.toNanos();
    }

    /**
     * Takes a look. A file that has gone is pending for as long as one that has changed, so that deleting a file and copying
     * its successor is one change.
     *
     * @param files what is there
     * @param nanos the time of the look, on any scale that does not go back
     */
    Look look(Map<String, FileStamp> files, long nanos) {
        Map<String, Seen> now = new HashMap<>();
        files.forEach((file, stamp) -> now.put(file, seen(file, stamp, nanos)));
        seen.keySet().stream()
                .filter(file -> !files.containsKey(file))
                .map(file -> Map.entry(file, seen(file, null, nanos)))
                .filter(gone -> !atRest(gone.getValue(), nanos))
                .forEach(gone -> now.put(gone.getKey(), gone.getValue()));
        seen = now;
        return look(nanos);
    }

    private Look look(long nanos) {
        Map<String, FileStamp> settled = new HashMap<>();
        Set<String> pending = new HashSet<>();
        seen.forEach((file, entry) -> {
            if (!atRest(entry, nanos)) {
                pending.add(file);
            } else if (entry.stamp != null) {
                settled.put(file, entry.stamp);
            }
        });
        return new Look(settled, pending);
    }

    private Seen seen(String file, @Nullable FileStamp stamp, long nanos) {
        Seen before = seen.get(file);
        return before != null && Objects.equals(before.stamp, stamp) ? before : new Seen(stamp, nanos);
    }

    private boolean atRest(Seen entry, long nanos) {
        return nanos - entry.since >= settleNanos;
    }

    /** Takes a look that counts every file as at rest. */
    void assumeSettled(Map<String, FileStamp> files, long nanos) {
        Map<String, Seen> now = new HashMap<>();
        files.forEach((file, stamp) -> now.put(file, new Seen(stamp, nanos - settleNanos)));
        seen = now;
    }

    // Without a stamp: the file has gone.
    private record Seen(@Nullable FileStamp stamp, long since) {}

    /** The files that may be read, and those that are still changing. */
    record Look(Map<String, FileStamp> settled, Set<String> pending) {}
}
