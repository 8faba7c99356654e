package dev.switchboard.osgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers, beyond the end of the process, whose code is being run for the first time. A version that ended the process then, whether
 * by filling the heap, by leaving or by a crash, is set aside at the next start, so that it cannot do so again and again.
 *
 * <p>For each version under way there is a file, named by the digest of its bytes, that holds its {@link Candidate#key}; one that is
 * set aside keeps its file. Any thread.
 */
final class StartJournal {
    private static final String STARTING = ".starting";
    private static final String SUSPECT = ".suspect";
    private static final String ASIDE = ".aside";
    private static final Logger log = LoggerFactory.getLogger(StartJournal.class);

    private final Path directory;
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Map<String, String> aside = new HashMap<>();
    private boolean closed;

    private StartJournal(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens it at the start of a process, and draws the conclusions from how the one before ended.
     *
     * @param published whether a version with this digest has served before; it is set aside only when it is found for the second
     *     time in a row, since anything may end a process while it starts
     */
    static StartJournal open(Path directory, Predicate<String> published) {
        StartJournal journal = new StartJournal(directory);
        try {
            Files.createDirectories(directory);
            for (String sha256 : journal.files(STARTING)) {
                boolean again = Files.exists(journal.file(sha256, SUSPECT)) || !published.test(sha256);
                Files.deleteIfExists(journal.file(sha256, SUSPECT));
                Files.move(
                        journal.file(sha256, STARTING),
                        journal.file(sha256, again ? ASIDE : SUSPECT),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            journal.readAside();
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the directory " + directory, e);
        }
    }

    /** What it says, for who looks from another process. */
    static StartJournal read(Path directory) {
        StartJournal journal = new StartJournal(directory);
        try {
            if (Files.isDirectory(directory)) {
                journal.readAside();
            }
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the directory " + directory, e);
        }
    }

    private void readAside() throws IOException {
        for (String sha256 : files(ASIDE)) {
            aside.put(sha256, Files.readString(file(sha256, ASIDE)));
        }
    }

    /** Runs code of a version that may end the process. */
    <T> T during(Candidate candidate, Callable<T> work) throws Exception {
        begin(candidate);
        try {
            return work.call();
        } finally {
            end(candidate);
        }
    }

    private synchronized void begin(Candidate candidate) {
        if (underWay.merge(candidate.sha256(), 1, Integer::sum) == 1 && !closed) {
            try {
                Files.writeString(file(candidate.sha256(), STARTING), candidate.key());
            } catch (IOException e) {
                log.warn("{} is started, but if it ends the process it will be tried again: {}", candidate.label(), e);
            }
        }
    }

    private synchronized void end(Candidate candidate) {
        String sha256 = candidate.sha256();
        if (underWay.merge(sha256, -1, Integer::sum) == 0) {
            underWay.remove(sha256);
            aside.remove(sha256);
            for (String suffix : List.of(STARTING, SUSPECT, ASIDE)) {
                delete(file(sha256, suffix));
            }
        }
    }

    /**
     * The process ends in good order, and with it what is under way, whose fault it is not; unless somebody's code asked for the
     * end. Any number of times.
     */
    synchronized void close() {
        if (!closed && !isExitAsked()) {
            underWay.keySet().forEach(sha256 -> delete(file(sha256, STARTING)));
        }
        closed = true;
    }

    /** A signal's handler does not call it. */
    private static boolean isExitAsked() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .anyMatch(frame -> frame.getClassName().equals(Runtime.class.getName())
                        && frame.getMethodName().equals("exit"));
    }

    /** Whether a version is set aside: these bytes, unless somebody has put them there anew. */
    synchronized boolean isAside(Candidate candidate) {
        return candidate.key().equals(aside.get(candidate.sha256()));
    }

    /** Whether these bytes are set aside, however they came. */
    synchronized boolean isAside(String sha256) {
        return aside.containsKey(sha256);
    }

    /** Why, for people. */
    static String reason(Candidate candidate) {
        return "it is set aside, since the gateway ended while it was being started; to try it again, use: plugins retry "
                + candidate.name();
    }

    private List<String> files(String suffix) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(suffix))
                    .forEach(file -> found.add(file.substring(0, file.length() - suffix.length())));
        }
        return found;
    }

    private Path file(String sha256, String suffix) {
        return directory.resolve(sha256 + suffix);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("cannot delete {}, which will be taken for a start that failed: {}", file, e.toString());
        }
    }
}
