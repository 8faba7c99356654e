package dev.switchboard.osgi;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The directory whose jars shall run. Hidden files and directories in it are not looked at. */
record BundleDirectory(Path path) {
    /** The files by name. One that vanishes while this looks is left out. */
    Map<String, FileStamp> list() throws IOException {
        Map<String, FileStamp> files = new TreeMap<>();
        for (Path file : children()) {
            try {
                if (Files.isRegularFile(file)) {
                    files.put(file.getFileName().toString(), FileStamp.of(file));
                }
            } catch (NoSuchFileException vanished) {
                // It is not there, so it does not count.
            }
        }
        return files;
    }

    private List<Path> children() throws IOException {
        try (Stream<Path> children = Files.list(path)) {
            return children.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    Path resolve(String file) {
        return path.resolve(file);
    }

    /** Puts a jar in; a reader never sees a part of it. Its modification time is now: the youngest of a version runs. */
    void place(Path jar, String file, Instant now) throws IOException {
        AtomicFiles.write(resolve(file), incoming -> {
            try (OutputStream out = Files.newOutputStream(incoming)) { // a copy would be as private as the jar
                Files.copy(jar, out);
            }
            Files.setLastModifiedTime(incoming, FileTime.from(now));
        });
    }

    void remove(String file) throws IOException {
        Files.deleteIfExists(resolve(file));
    }

    /** The name a jar gets when it is put in. */
    static String fileName(Candidate candidate) {
        return candidate.name() + "-" + candidate.version() + ".jar";
    }
}
