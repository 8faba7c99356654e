package dev.switchboard.osgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The bundle directory and the store behind it, as an admin reads and writes them. */
final class BundleShelf {
    private final BundleDirectory directory;
    private final BundleStore store;
    private final JarInspector inspector;
    private final StartJournal journal;
    private final Duration settle;
    private final InstantSource clock;

    /** A shelf over directories that exist. @param bundles what shall run @param kept the store */
    BundleShelf(HostSettings settings, Path bundles, Path kept, InstantSource clock) {
        this.directory = new BundleDirectory(bundles);
        this.store = new BundleStore(kept, settings.keptVersions());
        this.inspector = new JarInspector(store, settings.trust());
        this.journal = StartJournal.read(settings.journalDirectory());
        this.settle = settings.settle();
        this.clock = clock;
    }

    /** What lies in the directory now. */
    Scan scan() {
        try {
            return new DirectoryScanner(directory, inspector, new Settling(settle)).scanAtOnce(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundle directory " + directory.path(), e);
        }
    }

    /** Every version of a bundle that lies in the directory. */
    List<Candidate> all(String name) {
        return scan().candidates().stream()
                .filter(candidate -> candidate.name().equals(name))
                .toList();
    }

    /** Reads a jar from anywhere. */
    Candidate inspect(Path jar) throws PluginFailure {
        return inspect(jar, inspector);
    }

    /** The same, whoever has signed it. */
    Candidate inspectAnybodys(Path jar) throws PluginFailure {
        return inspect(jar, new JarInspector(store, Trust.OFF));
    }

    private static Candidate inspect(Path jar, JarInspector inspector) throws PluginFailure {
        if (!Files.isRegularFile(jar)) {
            throw new PluginFailure(jar + " is not a file");
        }
        try {
            return inspector.inspect(jar);
        } catch (PluginFailure e) {
            throw new PluginFailure(jar + " " + e.sentence());
        }
    }

    /** The versions of a bundle that the store keeps, the latest published last. */
    List<Candidate> kept(String name) {
        return store.history(name).stream()
                .flatMap(publication -> find(publication.sha256(), publication.file(), publication.at()).stream())
                .toList();
    }

    /** The jar that a status is about; empty if the store does not have it any more. */
    Optional<Candidate> find(PluginStatus status) {
        return find(status.sha256(), status.file(), status.since());
    }

    private Optional<Candidate> find(String sha256, String file, Instant modified) {
        return store.find(sha256).flatMap(jar -> inspector.find(sha256, jar, file, modified));
    }

    /** What can be said of a bundle that does not run. */
    PluginStatus stopped(Candidate candidate) {
        PluginStatus status =
                Reporter.status(store.history(candidate.name()), candidate, PluginState.STOPPED, candidate.modified());
        return journal.isAside(candidate) ? status.withDetail(StartJournal.reason(candidate)) : status;
    }

    /** Puts a jar into the directory. @return the file's name there */
    String place(Candidate candidate) {
        String file = BundleDirectory.fileName(candidate);
        try {
            directory.place(candidate.jar(), file, clock.instant());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + " into " + directory.path(), e);
        }
    }

    /** Makes a jar of the directory the youngest, as if it had just been put in. */
    void touch(Candidate candidate) {
        Path file = directory.resolve(candidate.file());
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot touch " + file, e);
        }
    }

    /** Keeps a version for a rollback; what was published before keeps its place among the kept ones. */
    void keep(Candidate candidate) {
        boolean known = store.history(candidate.name()).stream()
                .anyMatch(kept -> kept.sha256().equals(candidate.sha256()));
        if (!known) {
            store.record(candidate, clock.instant());
        }
    }

    void delete(Candidate candidate) {
        delete(candidate.file());
    }

    private void delete(String file) {
        try {
            directory.remove(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory.resolve(file), e);
        }
    }

    /** Says how the highest version of a bundle is tried. */
    void direct(String bundle, Canary canary) {
        Path file = directory.resolve(CanaryFile.name(bundle));
        try {
            CanaryFile.write(file, canary);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Says nothing of that any more. */
    void undirect(String bundle) {
        delete(CanaryFile.name(bundle));
    }

    /** The version at which a bundle is kept. */
    Optional<String> pinned(String bundle) {
        return PinFile.read(directory.resolve(PinFile.name(bundle)));
    }

    void pin(Candidate candidate) {
        Path file = directory.resolve(PinFile.name(candidate.name()));
        try {
            AtomicFiles.write(file, incoming -> Files.writeString(incoming, candidate.version() + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    void unpin(String bundle) {
        delete(PinFile.name(bundle));
    }
}
