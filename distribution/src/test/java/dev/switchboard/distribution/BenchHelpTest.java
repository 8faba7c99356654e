package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asking the benchmark for help costs nothing. */
class BenchHelpTest {
    @TempDir
    private Path tools;

    @Test
    void helpBuildsNothing() throws IOException, InterruptedException {
        Path maven = Files.writeString(tools.resolve("mvn"), "#!/bin/sh\necho a build >&2\nexit 9\n");
        assertTrue(maven.toFile().setExecutable(true));
        for (List<String> words : List.of(List.of("--help"), List.of("--rounds", "1", "-h"))) {
            String output = run(words);
            assertTrue(output.contains("--rounds") && output.contains("--only"), output);
            assertTrue(!output.contains("a build"), output);
        }
    }

    private String run(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("../bench/run"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", "", (path, ignored) -> tools + File.pathSeparator + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
