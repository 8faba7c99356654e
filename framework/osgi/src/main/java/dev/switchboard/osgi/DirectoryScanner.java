package dev.switchboard.osgi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at the directory and reads what is new in it. Not for use by several threads at a time. */
final class DirectoryScanner {
    private final BundleDirectory directory;
    private final JarInspector inspector;
    private final Settling settling;
    private Map<String, Read> reads = new HashMap<>();
    private Map<String, FileStamp> listed = Map.of();
    private @Nullable Scan last;

    DirectoryScanner(BundleDirectory directory, JarInspector inspector, Settling settling) {
        this.directory = directory;
        this.inspector = inspector;
        this.settling = settling;
    }

    /** One look. A file that changed since the last one is pending until a look finds it at rest. */
    Scan scan(long nanos) throws IOException {
        Map<String, FileStamp> files = directory.list();
        Scan known = last;
        if (known != null && known.pending().isEmpty() && files.equals(listed)) {
            return known; // as nearly always: nothing is kept of such a look
        }
        Settling.Look look = settling.look(files, nanos);
        return remember(files, read(look.settled(), look.pending()));
    }

    /** One look that takes every file as complete: for the start, when there is nothing to lose by it. */
    Scan scanAtOnce(long nanos) throws IOException {
        Map<String, FileStamp> files = directory.list();
        settling.assumeSettled(files, nanos);
        return remember(files, read(files, Set.of()));
    }

    private Scan remember(Map<String, FileStamp> files, Scan scan) {
        listed = files;
        last = scan;
        return scan;
    }

    private Scan read(Map<String, FileStamp> files, Set<String> pending) {
        Map<String, Read> results = new HashMap<>();
        Set<String> changing = new HashSet<>(pending);
        for (Map.Entry<String, FileStamp> file : files.entrySet()) {
            Read before = reads.get(file.getKey());
            if (before != null && before.stamp().equals(file.getValue())) {
                results.put(file.getKey(), before);
                continue;
            }
            Read result = read(file.getKey(), file.getValue());
            if (unchanged(file.getKey(), file.getValue())) {
                results.put(file.getKey(), result);
            } else {
                changing.add(file.getKey());
            }
        }
        reads = results;
        return toScan(results, changing);
    }

    // What was written to while it was read is read again when it rests; what vanished meanwhile shows in the next
    // look.
    private boolean unchanged(String file, FileStamp stamp) {
        try {
            return FileStamp.of(directory.resolve(file)).equals(stamp);
        } catch (IOException e) {
            return false;
        }
    }

    private Read read(String file, FileStamp stamp) {
        if (CanaryFile.isOne(file)) {
            return new Read.Trial(stamp, CanaryFile.read(directory.resolve(file)));
        }
        if (PinFile.isOne(file)) {
            return new Read.Pin(stamp, PinFile.read(directory.resolve(file)));
        }
        try {
            return new Read.Bundle(stamp, inspector.inspect(directory.resolve(file)));
        } catch (PluginFailure e) {
            return new Read.Unusable(stamp, e.sentence());
        }
    }

    private static Scan toScan(Map<String, Read> results, Set<String> pending) {
        List<Candidate> candidates = new ArrayList<>();
        Map<String, String> unusable = new HashMap<>();
        Map<String, Canary> canaries = new HashMap<>();
        Map<String, String> pins = new HashMap<>();
        results.forEach((file, result) -> {
            switch (result) {
                case Read.Bundle bundle -> candidates.add(bundle.candidate());
                case Read.Trial trial -> canaries.put(CanaryFile.bundle(file), trial.canary());
                case Read.Pin pin -> pin.version().ifPresent(version -> pins.put(PinFile.bundle(file), version));
                case Read.Unusable other -> unusable.put(file, other.reason());
            }
        });
        pins.forEach((name, version) -> PinFile.apply(name, version, candidates, unusable));
        candidates.sort(Candidate.RANK);
        return new Scan(candidates, unusable, pending, canaries);
    }

    private sealed interface Read {
        FileStamp stamp();

        record Bundle(FileStamp stamp, Candidate candidate) implements Read {}

        record Trial(FileStamp stamp, Canary canary) implements Read {}

        record Pin(FileStamp stamp, Optional<String> version) implements Read {}

        record Unusable(FileStamp stamp, String reason) implements Read {}
    }
}
