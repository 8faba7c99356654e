package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.directory.KeyHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that call, each with everything that follows from what is known of it and of what it belongs to: put together at its first
 * call, and again at the first one after something has changed. Safe for use by any thread.
 */
public final class Holders {
    /** Beyond so many keys that call at the same time they are put together anew. */
    private static final int MOST = 10_000;

    private final Directory directory;
    private final Access access;
    private final Map<KeyHash, Known> known = new ConcurrentHashMap<>();

    /** @param change of the directory, before it was looked at */
    private record Known(long change, Holder holder) {}

    /**
     * Of the keys of a directory.
     *
     * @param modelGroups the models that a group's name stands for
     */
    public Holders(Directory directory, Map<String, List<String>> modelGroups) {
        this.directory = directory;
        this.access = new Access(modelGroups);
    }

    /** The key of a hash. */
    Optional<Holder> find(KeyHash hash) {
        long change = directory.change();
        Known before = known.get(hash);
        if (before != null && before.change() == change) {
            return Optional.of(before.holder());
        }
        Optional<Holder> holder = directory.key(hash).map(key -> Holder.of(key, directory, access));
        if (known.size() >= MOST) {
            known.clear();
        }
        holder.ifPresentOrElse(it -> known.put(hash, new Known(change, it)), () -> known.remove(hash));
        return holder;
    }
}
