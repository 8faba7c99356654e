package dev.switchboard.osgi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which digest a file had when it was last read, kept from one start to the next: what has not changed since need not be
 * read again. Whatever happens to this list costs time only. Not for use by several threads at a time.
 */
final class KnownFiles {
    private static final Logger log = LoggerFactory.getLogger(KnownFiles.class);

    /** Within this time a file system with coarse clocks shows two changes as one. */
    private static final Duration REST = Duration.ofSeconds(2);

    private final Path list;
    private final Map<Path, Known> files;

    KnownFiles(Path list) {
        this.list = list;
        this.files = load(list);
    }

    /** The digest of a file that has this stamp; empty if it is not known. */
    Optional<String> digest(Path file, FileStamp stamp) {
        return Optional.ofNullable(files.get(file.toAbsolutePath()))
                .filter(known -> known.stamp().equals(text(stamp)))
                .map(Known::sha256);
    }

    /** Keeps the digest of a file, unless it changed a moment ago, and forgets the files that are gone. */
    void note(Path file, FileStamp stamp, String sha256, Instant now) {
        if (stamp.changed().toInstant().isAfter(now.minus(REST))) {
            return;
        }
        files.keySet().removeIf(known -> !Files.exists(known));
        files.put(file.toAbsolutePath(), new Known(sha256, text(stamp)));
        try {
            List<String> lines = new ArrayList<>();
            files.forEach((path, known) -> lines.add(known.sha256() + " " + known.stamp() + " " + path));
            AtomicFiles.write(list, target -> Files.write(target, lines));
        } catch (IOException e) {
            log.debug("the next start reads all bundles again: {}", e.toString());
        }
    }

    private static Map<Path, Known> load(Path list) {
        Map<Path, Known> files = new LinkedHashMap<>();
        try {
            if (Files.exists(list)) {
                for (String line : Files.readAllLines(list)) {
                    String[] fields = line.split(" ", 3);
                    if (fields.length == 3) {
                        files.put(Path.of(fields[2]), new Known(fields[0], fields[1]));
                    }
                }
            }
        } catch (IOException | InvalidPathException e) {
            log.debug("all bundles are read again: {}", e.toString());
        }
        return files;
    }

    private static String text(FileStamp stamp) {
        return String.join(
                "/",
                Long.toString(stamp.size()),
                stamp.modified().toString(),
                stamp.changed().toString(),
                stamp.identity().replace(' ', '_'));
    }

    /**
     * What is known of a file.
     *
     * @param stamp in one word
     */
    private record Known(String sha256, String stamp) {}
}
