package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFilesTest {
    private static final String DIGEST = "0123456789abcdef";

    @TempDir
    Path directory;

    private Path list;
    private Path jar;

    @BeforeEach
    void create() throws IOException {
        list = directory.resolve("known-files");
        jar = Files.writeString(directory.resolve("acme 1.0.0.jar"), "acme");
    }

    @Test
    void outlivesTheProcess() throws IOException {
        noteAtRest(jar);
        assertEquals(Optional.of(DIGEST), digest(jar));
    }

    @Test
    void aFileThatChangedIsNotKnown() throws IOException {
        noteAtRest(jar);
        FileStamp stamp = FileStamp.of(jar);
        FileStamp touched = new FileStamp(
                stamp.size(),
                stamp.modified(),
                stamp.identity(),
                FileTime.from(stamp.changed().toInstant().plusNanos(1)));
        assertEquals(Optional.empty(), new KnownFiles(list).digest(jar, touched));
    }

    @Test
    void aFileThatChangedAMomentAgoIsNotNoted() throws IOException {
        FileStamp stamp = FileStamp.of(jar);
        new KnownFiles(list)
                .note(jar, stamp, DIGEST, stamp.changed().toInstant().plusMillis(500));
        assertEquals(Optional.empty(), digest(jar));
    }

    @Test
    void forgetsFilesThatAreGone() throws IOException {
        Path other = Files.writeString(directory.resolve("other.jar"), "other");
        noteAtRest(jar);
        Files.delete(jar);
        noteAtRest(other);
        assertEquals(1, Files.readAllLines(list).size());
        assertEquals(Optional.of(DIGEST), digest(other));
    }

    @Test
    void aDamagedListIsAnEmptyOne() throws IOException {
        Files.write(list, new byte[] {(byte) 0xff, ' ', 'x', ' ', 0, '\n'});
        assertEquals(Optional.empty(), digest(jar));
        Files.write(list, List.of("", "rubbish", "more rubbish in words", DIGEST + " stamp \0"));
        assertEquals(Optional.empty(), digest(jar));
        noteAtRest(jar);
        assertEquals(Optional.of(DIGEST), digest(jar));
    }

    private void noteAtRest(Path file) throws IOException {
        FileStamp stamp = FileStamp.of(file);
        Instant later = stamp.changed().toInstant().plusSeconds(3);
        new KnownFiles(list).note(file, stamp, DIGEST, later);
    }

    private Optional<String> digest(Path file) throws IOException {
        return new KnownFiles(list).digest(file, FileStamp.of(file));
    }
}
