package dev.switchboard.osgi;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Changes what shall run: the bundle directory, which a running gateway follows. Only files are installed, nothing is fetched
 * from a network.
 *
 * <p>Methods return what to wait for; they throw {@link PluginFailure} with a sentence for the operator when what is asked
 * cannot be done, and {@link java.io.UncheckedIOException} when the directories cannot be used. Not for use by several
 * threads at a time.
 */
public final class BundleChanges {
    private final BundleShelf shelf;
    private final BundleVersions versions;
    private final InstantSource clock;

    BundleChanges(BundleShelf shelf, BundleVersions versions, InstantSource clock) {
        this.shelf = shelf;
        this.versions = versions;
        this.clock = clock;
    }

    /** Puts a jar into the bundle directory, to take over. */
    public PluginChange install(Path jar) throws PluginFailure {
        return install(jar, Optional.empty());
    }

    /**
     * Puts a jar into the bundle directory.
     *
     * @param canary how it is tried beside the version that serves; empty to let it take over
     */
    public PluginChange install(Path jar, Optional<Canary> canary) throws PluginFailure {
        Candidate candidate = shelf.inspect(jar);
        requireNotPinned(candidate);
        requireHighest(candidate);
        if (canary.isPresent()) {
            requireOther(candidate);
            shelf.direct(candidate.name(), canary.get());
        } else {
            shelf.undirect(candidate.name());
        }
        PluginChange change = change(candidate, canary);
        shelf.place(candidate);
        return change;
    }

    private void requireHighest(Candidate candidate) throws PluginFailure {
        Optional<Candidate> newer = shelf.all(candidate.name()).stream()
                .filter(present -> present.version().compareTo(candidate.version()) > 0)
                .findFirst();
        if (newer.isPresent()) {
            throw new PluginFailure(candidate.label() + " is older than "
                    + newer.get().label()
                    + ", which is in the bundle directory; the highest version runs. To go back, use: rollback "
                    + candidate.name() + " " + candidate.version() + ", or remove " + candidate.name() + " first");
        }
    }

    private void requireOther(Candidate candidate) throws PluginFailure {
        boolean alone = shelf.all(candidate.name()).stream()
                .allMatch(present -> present.version().equals(candidate.version()));
        if (alone) {
            throw new PluginFailure(
                    candidate.label() + " cannot be tried: there is no version of it below that serves");
        }
    }

    private void requireNotPinned(Candidate candidate) throws PluginFailure {
        Optional<String> pin = shelf.pinned(candidate.name())
                .filter(version -> !version.equals(candidate.version().toString()));
        if (pin.isPresent()) {
            throw new PluginFailure(candidate.name() + " is pinned to " + pin.get() + "; to change that, use: unpin "
                    + candidate.name());
        }
    }

    /** Tries the highest version of a bundle, or tries it with another share. */
    public PluginChange canary(String name, Canary canary) throws PluginFailure {
        Candidate highest = versions.require(name);
        requireOther(highest);
        PluginChange change = change(highest, Optional.of(canary));
        shelf.direct(highest.name(), canary);
        return change;
    }

    /** Lets the version on trial take over. */
    public PluginChange promote(String name) throws PluginFailure {
        Candidate tried = versions.requireTrial(name);
        shelf.undirect(tried.name());
        return change(tried);
    }

    /** Asks for another try of the highest version in the directory, whatever it was refused or set aside for. */
    public PluginChange retry(String name) throws PluginFailure {
        Candidate refused = versions.require(name);
        PluginChange change = new PluginChange(
                refused.name(), refused.version().toString(), refused.sha256(), Optional.empty(), clock.instant());
        shelf.touch(refused);
        return change;
    }

    /** Takes every version of a bundle out of the bundle directory; the store keeps them. */
    public PluginChange remove(String name) throws PluginFailure {
        Candidate candidate = versions.require(name);
        shelf.unpin(candidate.name());
        for (Candidate other : shelf.all(candidate.name())) {
            shelf.keep(other);
            shelf.delete(other);
        }
        shelf.undirect(candidate.name());
        return new PluginChange(candidate.name(), candidate.version().toString(), "");
    }

    /**
     * Goes back to an earlier version that the store keeps, and takes the later ones out of the bundle directory. If a
     * version is on trial, or was, and none is named, this ends the trial.
     *
     * @param version which one; empty for the highest below the one that serves, or, if there is none, another build of the
     *     same version
     */
    public PluginChange rollback(String name, Optional<String> version) throws PluginFailure {
        Candidate present = versions.require(name);
        Optional<Candidate> tried = shelf.scan().onTrial(present.name());
        if (tried.isPresent() && version.isEmpty()) {
            return endTrial(tried.get());
        }
        shelf.undirect(present.name());
        List<Candidate> others = shelf.all(present.name());
        // First, so that a version counts that lies in the directory and was never published.
        others.forEach(shelf::keep);
        Candidate target = versions.rollbackTarget(versions.serving(present), version);
        requireNotPinned(target);
        String file = shelf.place(target);
        others.stream().filter(other -> !other.file().equals(file)).forEach(shelf::delete);
        return change(target);
    }

    private PluginChange endTrial(Candidate tried) {
        shelf.keep(tried);
        shelf.delete(tried);
        shelf.undirect(tried.name());
        Candidate left = shelf.all(tried.name()).stream().max(Candidate.RANK).orElse(tried);
        return change(left);
    }

    /** Keeps a bundle at one version, whatever else comes into the directory, until it is unpinned. */
    public PluginChange pin(String name, Optional<String> version) throws PluginFailure {
        Candidate serving = versions.serving(versions.require(name));
        Candidate target = version.isEmpty() ? serving : versions.named(serving, version.get());
        shelf.undirect(target.name());
        shelf.place(target);
        shelf.pin(target);
        return change(target);
    }

    /** Lets the highest version in the directory run again. */
    public PluginChange unpin(String name) throws PluginFailure {
        Candidate present = versions.require(name);
        if (shelf.pinned(present.name()).isEmpty()) {
            throw new PluginFailure(present.name() + " is not pinned");
        }
        shelf.unpin(present.name());
        return change(versions.require(present.name()));
    }

    private static PluginChange change(Candidate candidate) {
        return new PluginChange(candidate.name(), candidate.version().toString(), candidate.sha256());
    }

    private PluginChange change(Candidate candidate, Optional<Canary> canary) {
        return canary.isEmpty()
                ? change(candidate)
                : new PluginChange(
                        candidate.name(), candidate.version().toString(), candidate.sha256(), canary, clock.instant());
    }
}
