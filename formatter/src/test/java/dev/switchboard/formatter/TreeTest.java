package dev.switchboard.formatter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {
    /** The rule itself: this project is formatted. */
    @Test
    void theProjectIsFormatted() throws IOException {
        List<String> findings = new Tree(Path.of(System.getProperty("project.root"))).unformatted();
        assertTrue(
                findings.isEmpty(),
                () -> findings.size() + " file(s) are not in the project's format:\n  " + String.join("\n  ", findings)
                        + "\nRun ./format and commit what it changed.\n");
    }

    @Test
    void formatsOnceAndThenFindsNothing(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("A.java"), "class A{int a;}");
        Files.writeString(root.resolve("a.yaml"), "a: 1  \n\n");
        Files.writeString(root.resolve("kept.bin"), "a  ");
        assertEquals(List.of("A.java", "a.yaml"), new Tree(root).format());
        assertEquals(List.of(), new Tree(root).unformatted());
        assertEquals("a: 1\n", Files.readString(root.resolve("a.yaml")));
    }

    @Test
    void leavesBuildOutputAndRecordedBytesAlone(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("target"));
        Files.createDirectories(root.resolve("src/test/resources"));
        Files.writeString(root.resolve("target/A.java"), "class A{}");
        Files.writeString(root.resolve("src/test/resources/a.json"), "{}  ");
        assertEquals(List.of(), new Tree(root).unformatted());
    }

    @Test
    void namesAFileThatIsNotJava(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("A.java"), "class {");
        String finding = new Tree(root).unformatted().getFirst();
        assertTrue(finding.startsWith("A.java: 1:"), finding);
    }
}
